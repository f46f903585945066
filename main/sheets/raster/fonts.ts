import bidiOf from 'bidi-js';
import { Blob, Buffer as GlyphBuffer, Direction, Face, Font, shape } from 'harfbuzzjs';
import { readFileSync } from 'node:fs';
import type { TextLine } from '../../../shared/sheets/text-outlines';
import { clustersOf, type TextWeight } from '../../../shared/sheets/text-width';
import typefaces from './typefaces.json';

type Typeface = (typeof typefaces)[number];

/** A glyph where it stands: its own place is moved by x and y, the next one's by `advance`. In units of its typeface. */
export interface Glyph {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly advance: number;
  /** The characters that it stands for; none where a glyph beside it does. */
  readonly codePoints: readonly number[];
}

/** Glyphs of one typeface, from left to right. */
export interface GlyphRun {
  /** Of the typeface. */
  readonly file: string;
  readonly unitsPerEm: number;
  readonly glyphs: readonly Glyph[];
}

/** A line of text as it is drawn, from left to right. */
export interface ShapedLine {
  readonly runs: readonly GlyphRun[];
  /** Whether it is in Inter as a whole, whose text needs no outlines. */
  readonly isPlain: boolean;
}

/** A command of an outline, y upwards: M, L, Q, C or Z, with its coordinates. */
export type OutlineCommand = readonly [command: string, coordinates: readonly number[]];

/** Characters of no glyph: controls, halves of characters, joiners and variation selectors. */
const invisible = /[\p{Cc}\p{Cs}\p{Cf}\p{Variation_Selector}]/u;
const unprintable = /[\p{Cc}\p{Cs}]/gu;
const bidi = bidiOf();

/** Which characters Japanese, Korean and Chinese share look as the language of the sheet writes them. */
function inOrder(lines: readonly TextLine[]): readonly Typeface[] {
  const all = lines.map(({ text }) => text).join('');
  const language = /\p{Script=Hangul}/u.test(all)
    ? 'korean'
    : /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(all)
      ? 'japanese'
      : 'chinese';
  const at = typefaces.findIndex(({ name }) => name === 'chinese');
  const own = typefaces.filter(({ name }) => name === language);
  return [
    ...typefaces.slice(0, at),
    ...own,
    ...typefaces.slice(at).filter(({ name }) => name !== language),
  ];
}

/**
 * The typefaces of sheets, which are carried along, so that a recipe gives the same bytes everywhere: Inter, and Noto
 * for what Inter lacks. HarfBuzz shapes; fontkit, which pdfkit brings, fails on most scripts of India, and resvg
 * stacks their glyphs upon each other. Files are read when they are first needed.
 */
export class Fonts {
  readonly #locate: (file: string) => string;
  readonly #read = new Map<
    string,
    { readonly bytes: Buffer; readonly face: Face; readonly font: Font }
  >();
  readonly #outlines = new Map<string, readonly OutlineCommand[]>();

  /** @param locate the path of one of the files in typefaces.json */
  constructor(locate: (file: string) => string) {
    this.#locate = locate;
  }

  /** The file's bytes. */
  bytes(file: string): Buffer {
    return this.#open(file).bytes;
  }

  /** The texts of a sheet, all of which tell what language it is in. */
  shape(lines: readonly TextLine[]): readonly ShapedLine[] {
    const order = inOrder(lines);
    return lines.map((line) => this.#shapeLine(line, order));
  }

  /** Which characters of a sheet no typeface has, each once. */
  missing(lines: readonly TextLine[]): readonly string[] {
    const order = inOrder(lines);
    const lacking = lines.flatMap(({ text, weight }) =>
      clustersOf(text).filter((cluster) => this.#fileFor(cluster, weight, order) === null),
    );
    return [...new Set(lacking)];
  }

  /** A glyph's outline, in units of its typeface. */
  outline(file: string, id: number): readonly OutlineCommand[] {
    const key = `${file} ${id}`;
    const known = this.#outlines.get(key);
    if (known !== undefined) return known;
    const path = this.#open(file).font.glyphToPath(id);
    const commands = [...path.matchAll(/([A-Z])([^A-Z]*)/g)].map(
      ([, command = '', numbers = '']): OutlineCommand => [
        command,
        numbers === '' ? [] : numbers.split(/[ ,]/).map(Number),
      ],
    );
    this.#outlines.set(key, commands);
    return commands;
  }

  #shapeLine({ text, weight }: TextLine, order: readonly Typeface[]): ShapedLine {
    const shown = text.replace(unprintable, '');
    const { levels } = bidi.getEmbeddingLevels(shown, 'auto');
    const inter = order[0]![weight];
    const parts: { file: string; level: number; text: string }[] = [];
    let at = 0;
    for (const cluster of clustersOf(shown)) {
      const last = parts.at(-1);
      const level = levels[at]!;
      at += cluster.length;
      // Spaces stay with the word before them: they are as wide as its typeface wants them.
      const isKept = last !== undefined && /^\s$/.test(cluster) && this.#has(last.file, cluster);
      const file = isKept ? last.file : (this.#fileFor(cluster, weight, order) ?? inter);
      if (last?.file === file && last.level === level) last.text += cluster;
      else parts.push({ file, level, text: cluster });
    }
    return {
      runs: inVisualOrder(parts).map((part) => this.#shapeRun(part)),
      isPlain: parts.every(({ file, level }) => file === inter && level === 0),
    };
  }

  #shapeRun({ file, level, text }: { file: string; level: number; text: string }): GlyphRun {
    const { font, face } = this.#open(file);
    const buffer = new GlyphBuffer();
    buffer.addText(text);
    buffer.setDirection(level % 2 === 1 ? Direction.RTL : Direction.LTR);
    buffer.guessSegmentProperties();
    shape(font, buffer);
    const infos = buffer.getGlyphInfos();
    const positions = buffer.getGlyphPositions();
    // The widest glyph of a cluster stands for it: marks have no width.
    const widest = new Map<number, number>();
    for (const [index, { cluster }] of infos.entries()) {
      const before = widest.get(cluster);
      const isWider =
        before === undefined || positions[index]!.xAdvance > positions[before]!.xAdvance;
      if (isWider) widest.set(cluster, index);
    }
    const starts = [...widest.keys(), text.length].sort((a, b) => a - b);
    const glyphs = infos.map(({ codepoint: id, cluster }, index): Glyph => {
      const { xAdvance, xOffset, yOffset } = positions[index]!;
      const end = starts[starts.indexOf(cluster) + 1];
      const characters = widest.get(cluster) === index ? text.slice(cluster, end) : '';
      const codePoints = Array.from(characters, (character) => character.codePointAt(0)!);
      return { id, x: xOffset, y: yOffset, advance: xAdvance, codePoints };
    });
    return { file, unitsPerEm: face.upem, glyphs };
  }

  #fileFor(cluster: string, weight: TextWeight, order: readonly Typeface[]): string | null {
    return order.find((each) => this.#has(each[weight], cluster))?.[weight] ?? null;
  }

  #has(file: string, cluster: string): boolean {
    const { font } = this.#open(file);
    return Array.from(cluster).every(
      (character) =>
        invisible.test(character) || font.nominalGlyph(character.codePointAt(0)!) !== undefined,
    );
  }

  #open(file: string) {
    const known = this.#read.get(file);
    if (known !== undefined) return known;
    const bytes = readFileSync(this.#locate(file));
    const face = new Face(new Blob(bytes));
    const read = { bytes, face, font: new Font(face) };
    this.#read.set(file, read);
    return read;
  }
}

/** Unicode's rule L2: from the highest level down, what is at that level or above turns around. */
function inVisualOrder<Part extends { readonly level: number }>(
  parts: readonly Part[],
): readonly Part[] {
  let ordered = [...parts];
  for (let level = Math.max(0, ...parts.map((part) => part.level)); level > 0; level--) {
    const turned: Part[] = [];
    let group: Part[] = [];
    for (const part of ordered) {
      if (part.level >= level) {
        group.unshift(part);
        continue;
      }
      turned.push(...group, part);
      group = [];
    }
    ordered = [...turned, ...group];
  }
  return ordered;
}
