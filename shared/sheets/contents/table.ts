import type { SheetContentOf } from '../content-schemas';
import type { CellSource, ContentPlan, PlannedModel } from './content-plan';
import {
  checkLabels,
  count as counted,
  isToldLabels,
  latentsInWords,
  latentsOf,
  refuseCompletion,
} from './checks';

type Table = SheetContentOf<'digits'> | SheetContentOf<'epochs'> | SheetContentOf<'runs'>;

/**
 * Labels in columns, latents in rows; with several models, `count` rows of each, all with the same latents where
 * they have as many dimensions. A model that is told labels shares one latent along each row: one hand writes all
 * its digits. Any other has a latent of its own for each cell. A higher count keeps the rows before it.
 */
export function planTable(content: Table, models: readonly PlannedModel[]): ContentPlan {
  refuseCompletion(...models);
  checkLabels(models, content.labels);
  const { labels, count } = content;
  const columns = labels.length;
  const latents = models.map((model) =>
    latentsOf(content.latents, isToldLabels(model) ? count : count * columns, model),
  );
  const toldLabels = models.some(isToldLabels);

  const cell = (row: number, column: number): CellSource => {
    const index = Math.floor(row / count);
    const model = models[index]!;
    const style = row % count;
    const z = model.facts.latentDimensions;
    const latent = isToldLabels(model) ? style : style * columns + column;
    return {
      kind: 'decoded',
      model: index,
      label: labels[column]!,
      latent: latents[index]!.subarray(latent * z, (latent + 1) * z),
    };
  };
  return {
    models,
    rows: count * models.length,
    columns,
    cell,
    columnHeadings: toldLabels ? labels.map(String) : null,
    rowHeadings: rowHeadings(content, models),
    description: description(content, toldLabels),
  };
}

/** Beside the first row of each model. */
function rowHeadings({ kind, count }: Table, models: readonly PlannedModel[]) {
  if (kind === 'digits') return null;
  return models.flatMap(({ name, epoch, step }) => {
    const epochName = step === 0 ? String(epoch) : `${epoch} + ${step}`;
    const rest = Array.from({ length: count - 1 }, () => '');
    return [kind === 'epochs' ? `Epoch ${epochName}` : name, ...rest];
  });
}

function description({ kind, count, labels, latents }: Table, toldLabels: boolean): string {
  const what = toldLabels
    ? `${counted(count, 'style')} of ${counted(labels.length, 'label')}`
    : counted(count * labels.length, 'digit');
  const where = { digits: '', epochs: ' after each epoch', runs: ' by each run' }[kind];
  return `${what}${where}, ${latentsInWords(latents)}`;
}
