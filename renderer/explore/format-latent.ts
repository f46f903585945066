/** A latent value with two decimals and a true minus sign, e.g. `−1.20`. */
export function formatLatent(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** What was typed as a latent value; null when it is no number that a latent can reach. */
export function readLatent(text: string): number | null {
  const value = Number(text.trim().replace('−', '-'));
  return text.trim() !== '' && Math.abs(value) <= 100 ? value : null;
}
