import { theme } from '../theme.svelte';
import { tokenColour } from '../token-colour';
import { inkRamp, rgbOf } from './pixels';

let known: { readonly theme: string; readonly ramp: Uint32Array } | null = null;

/** Ink on paper in the present theme's colours, read once a theme: a list draws digits by the hundred. */
export function themeInk(): Uint32Array {
  const { shown } = theme;
  if (known?.theme !== shown) {
    const [paper, ink] = [rgbOf(tokenColour('--surface')), rgbOf(tokenColour('--text'))];
    known = { theme: shown, ramp: inkRamp(paper, ink) };
  }
  return known.ramp;
}
