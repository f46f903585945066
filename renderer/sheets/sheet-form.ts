import type { CheckpointId, RunId } from '../../shared/ids';
import type { Path } from '../../shared/latent-paths';
import type { SheetKind } from '../../shared/sheets/content-schemas';
import type { SheetModel } from '../../shared/sheets/model-schema';
import { freshStyle, sheetStyleSchema, type SheetStyle } from '../../shared/sheets/style-schema';

/** A run's checkpoint, as it is chosen. */
export interface ModelChoice {
  readonly run: RunId;
  readonly which: 'best' | 'last' | CheckpointId;
  /** As an opened recipe names it, until another one is chosen: its name stays as it was printed. */
  readonly given: SheetModel | null;
}

/** Where latents come from; `given` by the recipe that was opened. */
export type LatentSource = 'seed' | 'zero' | 'given';

/** A sheet as it is being composed: numbers as they were typed. What a kind does not use is kept for those that do. */
export interface SheetForm {
  readonly kind: SheetKind;
  /** The first one alone where a kind shows one model. */
  readonly models: readonly ModelChoice[];
  /** Of the first model's run; null for some from its first to its last. */
  readonly epochs: readonly SheetModel[] | null;

  /** Ascending. For models that are told labels. */
  readonly labels: readonly number[];
  /** Of a table by any other model. */
  readonly columns: string;
  readonly count: string;
  /** Whether each cell of a table has a latent of its own under labels too. */
  readonly isEachApart: boolean;

  /** Numbers of test images that a table's models complete, as ranges; of the one that other kinds complete. */
  readonly completed: string;
  readonly completedOne: string;
  /** Completed in place of these: gray levels [784] in hex. */
  readonly drawing: string | null;

  readonly latents: LatentSource;
  readonly seed: string;
  /** [points, z], for `given`. */
  readonly values: readonly (readonly number[])[];

  /** The one label of a manifold or a traversal. */
  readonly label: string;
  /** Dimensions of a manifold, from 0. */
  readonly plane: readonly [string, string];
  readonly across: string;
  readonly down: string;
  readonly spacing: 'quantiles' | 'even';
  readonly reach: string;

  readonly points: string;
  readonly walkSteps: string;
  readonly path: Path;
  readonly closed: boolean;

  /** Numbers of test images, as ranges. */
  readonly images: string;
  readonly imageColumns: string;

  readonly pairs: readonly (readonly [string, string])[];
  /** Of blends and traversals. */
  readonly steps: string;
  /** Of a traversal: ranges, from 1; all when it is empty. */
  readonly dimensions: string;
  readonly from: string;
  readonly to: string;

  readonly style: StyleForm;
}

/** Numbers of a style as they were typed. */
export interface StyleForm extends Omit<SheetStyle, StyleNumber> {
  readonly scale: string;
  readonly cellSize: string;
  readonly gap: string;
  readonly margin: string;
}

export const styleForm = (style: SheetStyle): StyleForm => ({
  ...style,
  scale: String(style.scale),
  cellSize: String(style.cellSize),
  gap: String(style.gap),
  margin: String(style.margin),
});

export type StyleNumber = 'scale' | 'cellSize' | 'gap' | 'margin';

/** Fields of a form that hold a text. */
export type TextField = {
  [K in keyof SheetForm]: SheetForm[K] extends string
    ? string extends SheetForm[K]
      ? K
      : never
    : never;
}[keyof SheetForm];

export const startForm: SheetForm = {
  kind: 'digits',
  models: [],
  epochs: null,
  labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  columns: '10',
  count: '10',
  isEachApart: false,
  completed: '0-9',
  completedOne: '0',
  drawing: null,
  latents: 'seed',
  seed: '1',
  values: [],
  label: '3',
  plane: ['0', '1'],
  across: '20',
  down: '20',
  spacing: 'quantiles',
  reach: '3',
  points: '4',
  walkSteps: '6',
  path: 'spherical',
  closed: true,
  images: '0-19',
  imageColumns: '10',
  pairs: [
    ['3', '8'],
    ['1', '7'],
    ['4', '9'],
  ],
  steps: '11',
  dimensions: '',
  from: '-3',
  to: '3',
  style: styleForm(sheetStyleSchema.parse(freshStyle)),
};

/** How many rows a table begins with: one for each of many models is enough to tell them apart. */
export const startCount: Readonly<Partial<Record<SheetKind, string>>> = {
  digits: '10',
  epochs: '1',
  runs: '2',
};

/** With or without one label, ascending. */
export function toggleLabel(labels: readonly number[], label: number): number[] {
  const others = labels.filter((other) => other !== label);
  return others.length < labels.length ? others : [...others, label].sort((a, b) => a - b);
}

export const hasOneModel = (kind: SheetKind): boolean =>
  kind !== 'runs' && kind !== 'reconstructions';
/** Whether a kind has a single latent, in which something is changed. */
export const hasOnePoint = (kind: SheetKind): boolean =>
  kind === 'manifold' || kind === 'traversal' || kind === 'blends';
export const hasLatents = (kind: SheetKind): boolean => kind !== 'reconstructions';
