const separator = ' · ';
/** Characters at the end of a name that stay in sight where it is too long. */
const longestEnd = 24;

/**
 * A name in two parts: names made from configurations end with what tells them from each other, e.g.
 * `Reference CVAE · 6,000 images · β 2 · seed 3`, and that end stays in sight. It is empty for names that are not made of parts.
 */
export function splitName(name: string): readonly [start: string, end: string] {
  let at = name.length;
  for (;;) {
    const before = at === 0 ? -1 : name.lastIndexOf(separator, at - 1);
    if (before <= 0 || name.length - before > longestEnd) break;
    at = before;
  }
  return [name.slice(0, at), name.slice(at)];
}
