import type { SheetContentOf, SheetImage } from '../content-schemas';
import {
  checkLabels,
  count as counted,
  datasetInWords,
  isToldLabels,
  labelInWords,
  latentsInWords,
  latentsOf,
  refuse,
} from './checks';
import type { CellSource, ContentPlan, PlannedModel } from './content-plan';
import {
  drawnBy,
  groupsOf,
  quadrantsInWords,
  quadrantsOf,
  refuseOtherDatasets,
  type GroupHead,
} from './drawn-by';

type Table = SheetContentOf<'digits'> | SheetContentOf<'epochs'> | SheetContentOf<'runs'>;

/** A row of cells, and what is said beside it. */
interface Row {
  readonly heading: string;
  cell(column: number): CellSource;
}

/**
 * Labels in columns, latents in rows; with several models, `count` rows of each, all with the same latents where
 * they have as many dimensions. A model that is told labels shares one latent along each row, unless `isEachApart`:
 * one hand writes all its digits. Any other has a latent of its own for each cell. A higher count keeps the rows
 * before it. Where a model completes images, each column has one of these, seen above what is made of it.
 */
export function planTable(content: Table, models: readonly PlannedModel[]): ContentPlan {
  checkLabels(models, content.labels);
  const columns = content.labels.length;
  const completing = models.filter((model) => quadrantsOf(model) !== null);
  const images = completing.length === 0 ? [] : imagesOf(content, completing);
  const rows = [
    ...wholeImages(images, completing, columns),
    ...groupsOf(models).flatMap((group) => rowsOf(group, content, models, images)),
  ];
  const hasHeadings = content.kind !== 'digits' || images.length > 0;
  return {
    models,
    rows: rows.length,
    columns,
    cell: (row, column) => rows[row]!.cell(column),
    columnHeadings: models.some(isToldLabels)
      ? content.labels.map((label) => labelInWords(models, label))
      : null,
    rowHeadings: hasHeadings ? rows.map(({ heading }) => heading) : null,
    description: description(content, models, images),
  };
}

/** One a column, or one for all of them. */
function imagesOf(
  { images = [], labels }: Table,
  completing: readonly PlannedModel[],
): readonly SheetImage[] {
  refuseOtherDatasets(completing);
  if (images.length > 1 && images.length !== labels.length) {
    refuse(
      'images',
      `There are ${counted(labels.length, 'column')}, and ${counted(images.length, 'test image')} for them.`,
      'Choose as many, or a single one for all columns.',
    );
  }
  return images;
}

const atColumn = (images: readonly SheetImage[], column: number): SheetImage | undefined =>
  images.length === 1 ? images[0] : images[column];

/** What the models complete: each column's image or, where all have the same one, that and what is shown of it. */
function wholeImages(
  images: readonly SheetImage[],
  completing: readonly PlannedModel[],
  columns: number,
): readonly Row[] {
  const [first] = images;
  if (first === undefined) return [];
  if (images.length > 1) {
    return [
      { heading: 'Test images', cell: (column) => ({ kind: 'image', image: images[column]! }) },
    ];
  }
  const shown = [...new Set(completing.map(quadrantsOf))].filter((each) => each !== null);
  const cells: CellSource[] = [
    { kind: 'image', image: first },
    ...shown.map((quadrants) => ({ kind: 'image', image: first, quadrants }) as const),
  ];
  const what = typeof first === 'string' ? 'Drawing' : 'Image';
  if (columns >= cells.length) {
    const cell = (column: number): CellSource => cells[column] ?? { kind: 'blank' };
    return [{ heading: `${what}, shown`, cell }];
  }
  return cells.map((source, index) => ({
    heading: index === 0 ? what : 'Shown',
    cell: (column) => (column === 0 ? source : { kind: 'blank' }),
  }));
}

function rowsOf(
  group: GroupHead,
  content: Table,
  models: readonly PlannedModel[],
  images: readonly SheetImage[],
): readonly Row[] {
  const { labels, count, isEachApart = false } = content;
  const columns = labels.length;
  if (group.kind === 'seen') {
    const { quadrants } = group;
    if (images.length < 2) return [];
    return [
      {
        heading: 'Shown',
        cell: (column) => ({ kind: 'image', image: images[column]!, quadrants }),
      },
    ];
  }
  const model = models[group.model]!;
  const z = model.facts.latentDimensions;
  const isShared = isToldLabels(model) && !isEachApart;
  const latents = latentsOf(content.latents, isShared ? count : count * columns, model);
  const drawn = labels.map((_, column) => drawnBy(model, atColumn(images, column), group.model));
  const heading = headingOf(content, model);
  return Array.from({ length: count }, (_, style) => ({
    heading: style === 0 ? heading : '',
    cell(column) {
      const latent = isShared ? style : style * columns + column;
      return drawn[column]!(labels[column]!, latents.subarray(latent * z, (latent + 1) * z));
    },
  }));
}

/** Beside the first row of a model. */
function headingOf({ kind }: Table, { name, epoch, step }: PlannedModel): string {
  switch (kind) {
    case 'digits':
      return 'Completed';
    case 'epochs':
      return `Epoch ${step === 0 ? epoch : `${epoch} + ${step}`}`;
    case 'runs':
      return name;
  }
}

function description(
  { kind, count, labels, latents }: Table,
  models: readonly PlannedModel[],
  images: readonly SheetImage[],
): string {
  const where = { digits: '', epochs: ' after each epoch', runs: ' by each run' }[kind];
  const isTold = models.some(isToldLabels);
  const seen = [...new Set(models.map(quadrantsOf))].filter((each) => each !== null);
  const completed =
    images.length === 1
      ? `${counted(count * labels.length, 'completion')} of ${typeof images[0] === 'string' ? 'a drawing' : `test image ${images[0]}`}`
      : `${counted(count, 'completion')} of ${counted(images.length, 'test image')} of ${datasetInWords(models.find((model) => quadrantsOf(model) !== null) ?? models[0]!)}`;
  const parts = [
    ...(isTold ? [`${counted(count, 'style')} of ${counted(labels.length, 'label')}`] : []),
    ...(!isTold && seen.length === 0 ? [counted(count * labels.length, 'digit')] : []),
    ...(seen.length > 0 ? [`${completed}, shown ${seen.map(quadrantsInWords).join(' or ')}`] : []),
  ];
  return `${parts.join(' or ')}${where}, ${latentsInWords(latents)}`;
}
