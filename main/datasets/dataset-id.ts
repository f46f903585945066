import { builtInDataset } from '../../shared/datasets';

const longest = 60;

/** An id made from a name, e.g. `fashion-mnist` from `Fashion MNIST`; a number after it where it is taken. */
export function idFromName(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  const base = plain === '' ? 'dataset' : plain;
  let id = base;
  for (let n = 2; id === builtInDataset || taken.has(id); n++) id = `${base}-${n}`;
  return id;
}
