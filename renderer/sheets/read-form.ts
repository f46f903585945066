import type { FieldIssue } from '../../shared/errors';
import { sheetRecipeSchema, type SheetRecipe } from '../../shared/sheet-recipe';
import { whole, type SheetKind } from '../../shared/sheets/content-schemas';
import type { SheetModelFacts } from '../../shared/sheets/contents/content-plan';
import type { SheetModel } from '../../shared/sheets/model-schema';
import { hasOneImage, imageIssues, isTable, oneImage, tableImages } from './completed-images';
import { readNumbers } from './number-list';
import { hasOnePoint, type SheetForm } from './sheet-form';

/** The models that a form's choices stand for. */
export interface FormModels {
  readonly models: readonly SheetModel[];
  /** Checkpoints of the first model's run. */
  readonly epochs: readonly SheetModel[];
  /** Of the first model. */
  readonly facts: SheetModelFacts;
  /** Whether any of them is told labels. */
  readonly isToldLabels: boolean;
  /** Whether any of them completes images. */
  readonly completesImages: boolean;
}

export type SheetReading =
  | { readonly ok: true; readonly recipe: SheetRecipe }
  | { readonly ok: false; readonly issues: readonly FieldIssue[] };

const mostColumns = 1000;

/** The recipe that a form describes, or what is wrong with which field. */
export function readForm(form: SheetForm, from: FormModels): SheetReading {
  const early = textIssues(form, from);
  if (early.length > 0) return { ok: false, issues: early };
  const { style } = form;
  const parsed = sheetRecipeSchema.safeParse({
    version: 2,
    content: contentOf(form, from),
    style: {
      ...style,
      scale: readWhole(style.scale),
      cellSize: readWhole(style.cellSize),
      gap: readWhole(style.gap),
      margin: readWhole(style.margin),
    },
  });
  if (parsed.success) return { ok: true, recipe: parsed.data };
  const issues = parsed.error.issues.map(({ path, message }) => ({
    field: fieldOf(form.kind, String(path[1])),
    message,
  }));
  return { ok: false, issues };
}

/** The field of the form that an issue of the recipe concerns. */
export function fieldOf(kind: SheetKind, name: string): string {
  const own = renamed[kind]?.[name];
  return own ?? (name === 'model' ? 'models' : name);
}

const renamed: Readonly<Partial<Record<SheetKind, Readonly<Record<string, string>>>>> = {
  digits: { images: 'completed' },
  manifold: {
    columns: 'across',
    rows: 'down',
    labels: 'label',
    dimensions: 'plane',
    image: 'completedOne',
  },
  walk: { steps: 'walkSteps', image: 'completedOne' },
  reconstructions: { columns: 'imageColumns' },
  epochs: { models: 'epochs', images: 'completed' },
  runs: { images: 'completed' },
  blends: { labels: 'pairs' },
  traversal: { labels: 'label', image: 'completedOne' },
};

/** What is wrong with texts that the recipe's schema never sees. */
function textIssues(form: SheetForm, from: FormModels): FieldIssue[] {
  const { kind } = form;
  const issues: FieldIssue[] = from.completesImages ? [...imageIssues(form)] : [];
  const check = (field: string, ok: boolean, message: string) => {
    if (!ok) issues.push({ field, message });
  };
  if (asksForColumns(form, from)) {
    const columns = readWhole(form.columns);
    const message = `Columns must be a whole number from 1 to ${mostColumns.toLocaleString('en')}.`;
    check('columns', columns >= 1 && columns <= mostColumns, message);
  }
  if (kind === 'reconstructions') {
    const message = 'Write at most 1,000 numbers of test images, such as 0-9, 42.';
    check('images', readNumbers(form.images, 1000) !== null, message);
  } else if (sourceOf(form) === 'seed') {
    const parsed = whole(0, 2_147_483_647, 'Seed').safeParse(readWhole(form.seed));
    check('seed', parsed.success, parsed.error?.issues[0]?.message ?? '');
  }
  if (kind === 'traversal') {
    const dimensions = readNumbers(form.dimensions, 256);
    const isGood = dimensions?.every((dimension) => dimension >= 1) ?? false;
    check('dimensions', isGood, 'Write dimensions by their numbers from 1 on, such as 1-10, 15.');
  }
  return issues;
}

/** Whether a table's columns are neither labels nor images, and have to be counted. */
export function asksForColumns(
  form: SheetForm,
  { isToldLabels, completesImages }: Pick<FormModels, 'isToldLabels' | 'completesImages'>,
): boolean {
  if (!isTable(form.kind) || isToldLabels) return false;
  return !completesImages || tableImages(form).length < 2;
}

/** Of a table's columns: a model that is told none passes over them. */
function labelsOf(form: SheetForm, from: FormModels): readonly number[] {
  if (from.isToldLabels) return drawable(form.labels, from.facts);
  const length = asksForColumns(form, from) ? readWhole(form.columns) : tableImages(form).length;
  return Array.from({ length }, (_, column) => column % from.facts.classes);
}

/** Without labels that have no images. */
function drawable(labels: readonly number[], { classNames }: SheetModelFacts): number[] {
  return labels.filter((label) => classNames?.[label] !== null);
}

function contentOf(form: SheetForm, from: FormModels): unknown {
  const { models, epochs, facts, isToldLabels, completesImages } = from;
  const { kind } = form;
  const [model] = models;
  const labels = isTable(kind) ? [...labelsOf(form, from)] : drawable(form.labels, from.facts);
  const table = {
    labels,
    count: readWhole(form.count),
    latents: latentsOf(form, facts),
    images: completesImages ? tableImages(form) : undefined,
    isEachApart: isToldLabels && form.isEachApart ? true : undefined,
  };
  const image = completesImages && hasOneImage(kind) ? oneImage(form) : undefined;
  switch (kind) {
    case 'digits':
      return { kind, model, ...table };
    case 'epochs':
      return { kind, models: epochs, ...table };
    case 'runs':
      return { kind, models, ...table };
    case 'manifold':
      return {
        kind,
        model,
        label: readWhole(form.label),
        dimensions: form.plane.map(readWhole),
        columns: readWhole(form.across),
        rows: readWhole(form.down),
        spacing: form.spacing,
        // Where it has no meaning, nothing can be wrong with it.
        reach: isHiddenReach(form) ? undefined : readNumber(form.reach),
        latents: table.latents,
        image,
      };
    case 'walk':
      return {
        kind,
        model,
        // One row is all that a model without labels has.
        labels: isToldLabels ? labels : [0],
        points: readWhole(form.points),
        latents: table.latents,
        steps: readWhole(form.walkSteps),
        path: form.path,
        closed: form.closed,
        image,
      };
    case 'reconstructions':
      return {
        kind,
        models,
        images: readNumbers(form.images, 1000),
        columns: readWhole(form.imageColumns),
      };
    case 'blends':
      return {
        kind,
        model,
        pairs: form.pairs.map((pair) => pair.map(readWhole)),
        steps: readWhole(form.steps),
        latents: table.latents,
      };
    case 'traversal':
      return {
        kind,
        model,
        label: readWhole(form.label),
        dimensions: traversed(form, facts),
        from: readNumber(form.from),
        to: readNumber(form.to),
        steps: readWhole(form.steps),
        latents: table.latents,
        image,
      };
  }
}

function isHiddenReach({ spacing, reach }: SheetForm): boolean {
  return spacing === 'quantiles' && !(readNumber(reach) >= 0.1 && readNumber(reach) <= 100);
}

/** Dimensions from 0; all there are, up to 256, where none is named. */
function traversed({ dimensions }: SheetForm, { latentDimensions }: SheetModelFacts): number[] {
  const named = readNumbers(dimensions, 256) ?? [];
  if (named.length > 0) return named.map((dimension) => dimension - 1);
  return Array.from({ length: Math.min(256, latentDimensions) }, (_, index) => index);
}

/** Only kinds of one latent can begin at 0: many such latents would all be the same. */
export function sourceOf({ kind, latents }: SheetForm): SheetForm['latents'] {
  return latents === 'zero' && !hasOnePoint(kind) ? 'seed' : latents;
}

function latentsOf(form: SheetForm, { latentDimensions }: SheetModelFacts): unknown {
  switch (sourceOf(form)) {
    case 'seed':
      return { seed: readWhole(form.seed) };
    case 'zero':
      return { values: [Array.from({ length: latentDimensions }, () => 0)] };
    case 'given':
      return { values: form.values.map((value) => [...value]) };
  }
}

/** Digits alone, with or without thousands apart; anything else is NaN. */
export function readWhole(text: string): number {
  const plain = text.trim().replace(/,(?=\d{3}(\D|$))/g, '');
  return /^\d+$/.test(plain) ? Number(plain) : NaN;
}

function readNumber(text: string): number {
  const plain = text.trim().replace('−', '-');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}
