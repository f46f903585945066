import type { SheetKind } from '../../shared/sheets/content-schemas';

export const kindNames: Readonly<Record<SheetKind, string>> = {
  digits: 'Digits and styles',
  manifold: 'Manifold',
  walk: 'Walk',
  reconstructions: 'Reconstructions',
  epochs: 'Epochs of a run',
  runs: 'Runs in rows',
  blends: 'Blends of labels',
  traversal: 'Latent dimensions',
};

/** What each kind shows, in a line. */
export const kindHelp: Readonly<Record<SheetKind, string>> = {
  digits: 'Every digit in many hands: a row shares one latent.',
  manifold: 'A plane through the latent space, two dimensions of it.',
  walk: 'From one latent point to the next, a row for each digit.',
  reconstructions: 'Test images, and what runs make of them: rebuilt, or completed.',
  epochs: 'The same digits, epoch after epoch.',
  runs: 'The same digits by several runs.',
  blends: 'From one label to another in the same hand.',
  traversal: 'One latent dimension at a time, the others held.',
};

export const kindChoices = (Object.keys(kindNames) as SheetKind[]).map((value) => ({
  value,
  label: kindNames[value],
}));
