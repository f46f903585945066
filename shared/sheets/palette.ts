/** Red, green and blue, 0 to 255 each. */
export type Rgb = readonly [number, number, number];

export const paper: Rgb = [255, 255, 255];
export const ink: Rgb = [0, 0, 0];

/** The colours of runs and of labels in the window: dark ones for ink on paper, light ones on black. */
const colours = {
  runs: {
    onPaper: '192ac7 cd6802 489272 731579 29709a 770c1c 963ff6 6e5a10',
    onInk: '8a9ff5 f89915 44d39d f8c3f9 1889a4 e43e53 a351fa d2f639',
  },
  labels: {
    onPaper: '5a05ff 740e11 bd000b 635a63 808f01 1304b8 dc32c1 3085f9 b67580 591775',
    onInk: 'fb010f f45ab8 5effa8 e4a05d fbdb0e a24efe 7f9bff a3cfd9 fdffff 038e68',
  },
} as const;

/** The colour of a run or a label by its number, to be seen on a paper or an ink ground. */
export function sheetColour(of: 'runs' | 'labels', index: number, ground: 'paper' | 'ink'): Rgb {
  const list = colours[of][ground === 'paper' ? 'onPaper' : 'onInk'].split(' ');
  return rgbFromHex(list[index % list.length]!);
}

/** `share` in 0..1 of the second colour. */
export function mixColours(a: Rgb, b: Rgb, share: number): Rgb {
  const mixed = a.map((value, i) => Math.round(value + (b[i]! - value) * share));
  return [mixed[0]!, mixed[1]!, mixed[2]!];
}

export function hexFromRgb(rgb: Rgb): string {
  return `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function rgbFromHex(hex: string): Rgb {
  const value = Number.parseInt(hex, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
