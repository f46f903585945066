import type { ContentPlan, PlannedModel } from './contents/content-plan';
import type { SheetKind } from './content-schemas';
import type { SheetStyle } from './style-schema';

export interface LegendEntry {
  readonly text: string;
  /** The number of the run's colour, where digits are coloured by run. */
  readonly swatch: number | null;
}

/** Models that a legend lists one by one; more are counted. */
const mostListed = 12;

/** What is to be seen, of which checkpoints, and what colours mean. */
export function legendEntries(
  { description, models }: ContentPlan,
  kind: SheetKind,
  colours: SheetStyle['colours'],
): readonly LegendEntry[] {
  const swatch = ({ colour }: PlannedModel) => (colours === 'runs' ? colour : null);
  const entries: LegendEntry[] = [{ text: capitalised(description), swatch: null }];
  if (kind === 'epochs') {
    const [first] = models;
    if (first !== undefined) entries.push({ text: runInWords(first), swatch: swatch(first) });
  } else if (models.length <= mostListed) {
    for (const model of models) entries.push({ text: modelInWords(model), swatch: swatch(model) });
  } else {
    entries.push({ text: `${models.length} checkpoints`, swatch: null });
  }
  return entries;
}

function runInWords({ name, facts }: PlannedModel): string {
  return [name, `z = ${facts.latentDimensions}`].filter((part) => part !== '').join(' · ');
}

/** Name, epoch, latent size, and the beginning of the SHA-256 that tells its weights from all others. */
function modelInWords(model: PlannedModel): string {
  const { epoch, step, sha256 } = model;
  const place = step === 0 ? `epoch ${epoch}` : `epoch ${epoch}, ${step} steps`;
  const hash = sha256 === null ? '' : `SHA-256 ${sha256.slice(0, 8)}`;
  return [runInWords(model), place, hash].filter((part) => part !== '').join(' · ');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
