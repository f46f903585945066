/**
 * The colour a token has under the present theme, as `rgb(...)`, for what is drawn on a canvas.
 * Read it again when `theme.shown` changes.
 */
export function tokenColour(token: `--${string}`): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
