/** Colours that runs can have. */
const runColours = 8;

/**
 * A colour for each run that no other one has: its own or, where an earlier run has the same, one that is free.
 * Indices of run colours, 0 to 7.
 */
export function distinctColours(own: readonly number[]): readonly number[] {
  const taken = new Set(own);
  return own.map((colour, index) => {
    if (own.indexOf(colour) === index) return colour;
    let free = colour;
    while (taken.has(free)) free = (free + 1) % runColours;
    taken.add(free);
    return free;
  });
}
