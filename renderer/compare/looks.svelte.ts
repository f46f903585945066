/** What is told of the runs. */
export const panels = ['digits', 'curves', 'table'] as const;
export type Panel = (typeof panels)[number];

/** How large tiles are drawn, CSS pixels to a pixel of theirs; null is as large as fits. */
export const zooms = [1, 2, 3, 4, 6, 8] as const;

/** How the view looks, whatever is compared. */
class Looks {
  panel = $state<Panel>('digits');
  zoom = $state<number | null>(null);
}

export const looks = new Looks();
