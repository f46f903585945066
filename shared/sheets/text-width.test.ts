import { describe, expect, it } from 'vitest';
import { fitText, textWidth, wrapText } from './text-width';

const wrapped = (text: string, width: number) => wrapText(text, width, 10, 'regular');

describe('wrapping', () => {
  it.each([
    ['条件付き変分オートエンコーダで生成した数字の一覧。潜在変数は二次元である。', 120],
    ['ตัวเลขที่เขียนด้วยมือสร้างโดยตัวเข้ารหัสอัตโนมัติแบบแปรผัน', 120],
    ['https://example.org/a/very/long/address/without/any/space/in_it', 120],
    ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 120],
  ])('breaks what has no spaces, and loses nothing of it: %s', (text, width) => {
    const lines = wrapped(text, width);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe(text);
    for (const line of lines) expect(textWidth(line, 10, 'regular')).toBeLessThanOrEqual(width);
  });

  it('begins no line with a mark that ends a phrase, and ends none with one that begins it', () => {
    for (let width = 60; width < 200; width += 10) {
      for (const line of wrapped('生成した数字、（一覧）。「潜在変数」は、二次元。', width)) {
        expect(line).not.toMatch(/^[、。）」]|[（「]$/);
      }
    }
  });

  it('breaks between words where there are spaces, as ever', () => {
    expect(wrapped('a few words, and more', 70)).toEqual(['a few words,', 'and more']);
    expect(wrapped('手書き digits of CVAE', 70)).toEqual(['手書き digits', 'of CVAE']);
  });

  it('cuts long words where sheets of version 0.1.0 did', () => {
    const lines = wrapText('a_name_without_any_space_in_it', 60, 10, 'regular', 'cut');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^a_name.*…$/);
  });
});

it('cuts no character apart', () => {
  const family = '👨‍👩‍👧‍👦';
  for (let width = 10; width < 300; width += 5) {
    const rest = fitText(`e\u0301${family}क्षि${family}`, width, 10, 'regular').replace('…', '');
    expect([
      '',
      'e\u0301',
      `e\u0301${family}`,
      `e\u0301${family}क्षि`,
      `e\u0301${family}क्षि${family}`,
    ]).toContain(rest);
  }
});
