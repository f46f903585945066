import type { FieldIssue } from '../../shared/errors';
import type { RunConfig } from '../../shared/run-config';
import type { CheckpointSummary } from '../../shared/runs';
import { firstRecipeSchema, type FirstSheetRecipe } from '../../shared/sheets/first-version';

/** A sheet as it is being composed: numbers as they were typed. */
export interface SheetForm {
  /** Ascending. For a model that is told the label. */
  readonly labels: readonly number[];
  /** For any other model. */
  readonly columns: string;
  readonly count: string;
  readonly seed: string;
  readonly scale: number;
}

export const startForm: SheetForm = {
  labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  columns: '10',
  count: '10',
  seed: '1',
  scale: 4,
};

export type SheetReading =
  | { readonly ok: true; readonly recipe: FirstSheetRecipe }
  | { readonly ok: false; readonly issues: readonly FieldIssue[] };

const mostColumns = 32;

/** The recipe of a sheet of this checkpoint, or what is wrong with which field. */
export function readSheetForm(
  form: SheetForm,
  checkpoint: CheckpointSummary,
  { conditioning }: Pick<RunConfig, 'conditioning'>,
): SheetReading {
  const isToldLabels = conditioning === 'label';
  const columns = readWhole(form.columns);
  if (!isToldLabels && !(columns >= 1 && columns <= mostColumns)) {
    const message = `Columns must be a whole number from 1 to ${mostColumns}.`;
    return { ok: false, issues: [{ field: 'columns', message }] };
  }
  const parsed = firstRecipeSchema.safeParse({
    version: 1,
    kind: 'digits',
    run: checkpoint.run,
    checkpoint: checkpoint.id,
    labels: isToldLabels ? [...form.labels] : Array.from({ length: columns }, () => 0),
    count: readWhole(form.count),
    seed: readWhole(form.seed),
    scale: form.scale,
  });
  if (parsed.success) return { ok: true, recipe: parsed.data };
  const issues = parsed.error.issues.map(({ path, message }) => ({
    field: String(path[0]),
    message,
  }));
  return { ok: false, issues };
}

/** Digits alone, with or without thousands apart; anything else is NaN. */
function readWhole(text: string): number {
  const plain = text.trim().replace(/,(?=\d{3}(\D|$))/g, '');
  return /^\d+$/.test(plain) ? Number(plain) : NaN;
}

/** With or without one label, ascending. */
export function toggleLabel(labels: readonly number[], label: number): number[] {
  const others = labels.filter((other) => other !== label);
  return others.length < labels.length ? others : [...others, label].sort((a, b) => a - b);
}
