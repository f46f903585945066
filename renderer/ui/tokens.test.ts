import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Colour = readonly [red: number, green: number, blue: number];

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** Linear sRGB of `#rrggbb`, each 0 to 1. */
function parse(hex: string): Colour {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function tokens(theme: 'light' | 'dark'): ReadonlyMap<string, Colour> {
  const pairs = css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g);
  return new Map(
    [...pairs].map(([, name, light, dark]) => [name!, parse(theme === 'light' ? light! : dark!)]),
  );
}

/** WCAG 2.2, contrast ratio: 1 to 21. */
function contrast(a: Colour, b: Colour): number {
  const luminance = ([r, g, bl]: Colour): number => 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Machado, Oliveira and Fernandes 2009, severity 1: linear sRGB as a dichromat sees it. */
const visions = {
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
  'full colour vision': [1, 0, 0, 0, 1, 0, 0, 0, 1],
} as const;

function seen(by: keyof typeof visions, [r, g, b]: Colour): Colour {
  const m = visions[by];
  const row = (at: 0 | 3 | 6): number =>
    Math.min(1, Math.max(0, m[at] * r + m[at + 1]! * g + m[at + 2]! * b));
  return [row(0), row(3), row(6)];
}

/** Ottosson 2020: OKLab, where a just noticeable difference is about 0.02. */
function oklab([r, g, b]: Colour): Colour {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const surfaces = [
  'surface',
  'surface-sunken',
  'surface-raised',
  'surface-hover',
  'surface-selected',
];
const runs = Array.from({ length: 8 }, (_, index) => `run-${index}`);
const digits = Array.from({ length: 10 }, (_, index) => `digit-${index}`);

const onEverySurface = (names: readonly string[]) =>
  names.flatMap((name) => surfaces.map((surface) => [name, surface] as const));

const textPairs = [
  ...onEverySurface(['text', 'text-muted', 'accent', 'danger', 'warning']),
  ['text-on-accent', 'accent'],
  ['text-on-accent', 'accent-hover'],
  ['text', 'surface-danger'],
  ['danger', 'surface-danger'],
  ['text', 'surface-warning'],
  ['warning', 'surface-warning'],
] as const;

const graphicPairs = onEverySurface(['line-control', 'focus', ...runs, ...digits]);

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const colours = tokens(theme);
  const colour = (name: string): Colour => {
    const value = colours.get(name);
    if (value === undefined) throw new Error(`tokens.css has no colour --${name}.`);
    return value;
  };

  it.each(textPairs)('text %s on %s has a contrast of 4.5', (text, surface) => {
    expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(graphicPairs)('graphic %s on %s has a contrast of 3', (graphic, surface) => {
    expect(contrast(colour(graphic), colour(surface))).toBeGreaterThanOrEqual(3);
  });

  const sets = { run: runs, digit: digits } as const;
  const sights = (Object.keys(visions) as (keyof typeof visions)[]).flatMap((vision) =>
    (['run', 'digit'] as const).map((set) => [set, vision] as const),
  );

  it.each(sights)('tells any two %s colours apart under %s', (set, vision) => {
    const labs = sets[set].map((name) => oklab(seen(vision, colour(name))));
    const distances = labs.flatMap((a, i) =>
      labs.slice(0, i).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
    );
    expect(distances).toHaveLength((labs.length * (labs.length - 1)) / 2);
    expect(Math.min(...distances)).toBeGreaterThan(0.07);
  });
});
