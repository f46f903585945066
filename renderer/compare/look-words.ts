import type { Anchor, Axis, Layout, Looks, Panel } from '../../shared/comparisons';

/** What choices of how runs are looked at are called. */
export const panelLabels: Readonly<Record<Panel, string>> = {
  digits: 'Digits',
  curves: 'Curves',
  table: 'Settings and measures',
};

export const anchorLabels: Readonly<Record<Anchor, string>> = {
  latents: 'Same latents',
  images: 'Same test images',
  snapshots: 'Snapshots',
};

export const layoutLabels: Readonly<Record<Layout, string>> = {
  columns: 'Side by side',
  blink: 'Blink',
  difference: 'Difference',
};

export const axisLabels: Readonly<Record<Axis, string>> = {
  epochs: 'Epochs',
  steps: 'Steps',
  seconds: 'Seconds',
};

/** What is counted along an axis. */
export const axisUnits: Readonly<Record<Axis, string>> = {
  epochs: 'epoch',
  steps: 'step',
  seconds: 'second',
};

/** What is to be seen, e.g. `Same test images, blink, epoch 3`. */
export function lookWords({ panel, anchor, layout, epoch, axis }: Looks): string {
  switch (panel) {
    case 'digits':
      return [
        anchorLabels[anchor],
        ...(layout === 'columns' ? [] : [layoutLabels[layout].toLowerCase()]),
        epoch === null ? 'newest' : `epoch ${epoch}`,
      ].join(', ');
    case 'curves':
      return `${panelLabels.curves} over ${axisLabels[axis].toLowerCase()}`;
    case 'table':
      return panelLabels.table;
  }
}
