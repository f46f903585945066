/** How large tiles are drawn, CSS pixels to a pixel of theirs; null is as large as fits. */
export const zooms = [1, 2, 3, 4, 6, 8] as const;

/** How the view looks, whatever is compared. */
class Looks {
  zoom = $state<number | null>(null);

  /** One size up or down from `shown`. */
  zoomFrom(shown: number, direction: 1 | -1): void {
    const larger = zooms.find((zoom) => zoom > shown) ?? zooms.at(-1)!;
    const smaller = zooms.findLast((zoom) => zoom < shown) ?? zooms[0];
    this.zoom = direction === 1 ? larger : smaller;
  }
}

export const looks = new Looks();
