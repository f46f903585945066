import { describe, expect, it } from 'vitest';
import { fontsOfTests as fonts } from '../testing/sheet-service';

const line = (text: string, weight: 'regular' | 'strong' = 'regular') => ({ text, weight });
const shaped = (text: string) => fonts.shape([line(text)])[0]!;
const nameless = /_\d+[A-Za-z]+\.ttf$|^.*\//g;
const filesOf = (text: string) =>
  shaped(text).runs.map(({ file }) => file.replaceAll(nameless, ''));
/** The characters that glyphs stand for, as they stand from left to right. */
const told = (text: string) =>
  shaped(text).runs.map(({ glyphs }) =>
    glyphs
      .filter(({ codePoints }) => codePoints.length > 0)
      .map(({ codePoints }) => String.fromCodePoint(...codePoints)),
  );

describe('typefaces', () => {
  it.each([
    ['Größe, Ж, β, “½” → Việt Nam', ['Inter']],
    ['手書き数字', ['NotoSansJP']],
    ['手写数字', ['NotoSansSC']],
    ['손글씨', ['NotoSansKR']],
    ['हस्तलिखित', ['NotoSansDevanagari']],
    ['ตัวเลข', ['NotoSansThai']],
    ['ಅಂಕಿಗಳು', ['NotoSansKannada']],
    ['👨‍👩‍👧‍👦', ['NotoEmoji']],
    ['CVAE 手書き 2', ['Inter', 'NotoSansJP', 'Inter']],
  ])('are chosen by what has the characters: %s', (text, files) => {
    expect(filesOf(text)).toEqual(files);
    const glyphs = shaped(text).runs.flatMap((run) => run.glyphs);
    expect(glyphs.filter(({ id }) => id === 0)).toEqual([]);
  });

  it('write characters that several languages share as the sheet’s other texts do', () => {
    const [title] = fonts.shape([line('数字'), line('ひらがな')]);
    expect(title!.runs[0]!.file).toContain('NotoSansJP');
  });

  it('have a glyph of each weight, the regular one where there is no other', () => {
    const [arabic, japanese] = fonts.shape([line('ن', 'strong'), line('手', 'strong')]);
    expect(arabic!.runs[0]!.file).toContain('600SemiBold');
    expect(japanese!.runs[0]!.file).toContain('400Regular');
  });

  it('lack what nobody has drawn, which is told once, and nothing that is not to be seen', () => {
    expect(fonts.missing([line('ᚠᚢᚠ a'), line('ᚢ')])).toEqual(['ᚠ', 'ᚢ']);
    expect(fonts.missing([line('a\u0007\u200d❤️ می‌خواهم \ud800')])).toEqual([]);
  });
});

describe('shaping', () => {
  it('runs from right to left, and keeps Latin and digits the right way round', () => {
    expect(told('שלום CVAE 12')).toEqual([
      ['C', 'V', 'A', 'E', ' ', '1', '2'],
      [' ', 'ם', 'ו', 'ל', 'ש'],
    ]);
    expect(told('run שלום!').flat().join('')).toBe('run םולש!');
  });

  it('joins the letters of Arabic', () => {
    const [alone, joined] = fonts.shape([line('م ح م د'), line('محمد')]);
    const ids = (of: typeof alone) =>
      new Set(of!.runs.flatMap(({ glyphs }) => glyphs.map(({ id }) => id)));
    expect([...ids(joined)].filter((id) => ids(alone).has(id)).length).toBeLessThan(3);
  });

  it('puts vowels of Devanagari where they belong, one glyph telling each cluster', () => {
    expect(told('हिन्दी')).toEqual([['हि', 'न्', 'दी']]);
    expect(told('कि')).toEqual([['कि']]);
    // The vowel stands before the consonant that it follows.
    const widths = shaped('कि').runs[0]!.glyphs.map(({ advance }) => advance);
    expect(widths).toHaveLength(2);
    expect(widths[0]).toBeLessThan(widths[1]!);
  });
});
