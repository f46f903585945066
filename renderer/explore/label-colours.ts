/** Labels have one of ten colours; more labels than these begin again with the first. */
export const labelColours = 10;

/** The token of a label's colour. */
export const labelColour = (label: number): `--${string}` => `--digit-${label % labelColours}`;
