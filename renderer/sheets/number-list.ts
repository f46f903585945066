/** Numbers written as ranges, as people write them: `0-9, 12`. */

/** Reads `0-9, 12` in the order they stand; null for anything else, or more than `most` numbers. */
export function readNumbers(text: string, most: number): number[] | null {
  const numbers: number[] = [];
  const ranges = text.replace(/\s*[-–]\s*/g, '-').split(/[\s,;]+/);
  for (const range of ranges.filter((each) => each !== '')) {
    const match = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(range);
    if (match === null) return null;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (to < from || numbers.length + to - from >= most) return null;
    for (let number = from; number <= to; number++) numbers.push(number);
  }
  return numbers;
}

/** `0-9, 12`: neighbours in ascending order are written as a range. */
export function writeNumbers(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
