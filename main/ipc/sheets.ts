import { WorkbenchError } from '../../shared/errors';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import { modelsOf } from '../../shared/sheets/contents/plan-content';
import { fileNamePart } from '../../shared/sheets/for-run';
import type { SheetFormat } from '../../shared/sheets/service';
import type { SheetService } from '../sheets/sheet-service';
import type { SettingsStore } from '../storage/settings-store';
import { tell, type Handlers } from './handle';
import { askWhereToSave } from './save-dialog';

interface SheetOptions {
  readonly sheets: SheetService;
  readonly settings: SettingsStore;
}

const formatNames: Readonly<Record<SheetFormat, string>> = {
  png: 'PNG image',
  svg: 'SVG drawing',
  pdf: 'PDF document',
};

export function sheetHandlers({ sheets, settings }: SheetOptions) {
  let atWork: AbortController | null = null;

  /** Does one piece of work at a time. */
  const alone = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    if (atWork !== null) {
      throw new WorkbenchError({
        kind: 'conflict',
        message: 'A sheet is being written already.',
        remedy: 'Wait until it is done, or cancel it.',
      });
    }
    const own = (atWork = new AbortController());
    try {
      return await work(own.signal);
    } finally {
      atWork = null;
    }
  };

  return {
    'sheets.export': ({ recipe, format, carryModel }, sender) =>
      alone(async (signal) => {
        const path = await askWhereToSave(settings, sender, {
          title: 'Export sheet',
          name: `${suggestedName(recipe)}.${format}`,
          type: { name: formatNames[format], extension: format },
        });
        if (path === null) return null;
        const onProgress = (share: number) => tell(sender, 'sheet-progress', { share });
        return sheets.write({ recipe, format, path, carryModel }, { signal, onProgress });
      }),
    'sheets.cancel': () => atWork?.abort(),
  } satisfies Partial<Handlers>;
}

/** Of a file without its ending, e.g. `Seed-CVAE-manifold-epoch-50`. */
function suggestedName({ content }: SheetRecipe): string {
  const { kind } = content;
  const models = modelsOf(content);
  const [first] = models;
  const isOfOneRun = models.every(({ run }) => run === first?.run);
  const name = first !== undefined && isOfOneRun ? fileNamePart(first.name) : 'runs';
  const what = kind === 'digits' || name === kind ? '' : `-${kind}`;
  return models.length === 1 ? `${name}${what}-epoch-${first!.epoch}` : `${name}${what}`;
}
