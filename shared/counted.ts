/** How many of what, e.g. `1 run`, `10,000 runs`, `2 classes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
