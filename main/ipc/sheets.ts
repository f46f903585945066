import { BrowserWindow, dialog, shell, type WebContents } from 'electron';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import { modelsOf } from '../../shared/sheets/contents/plan-content';
import { fileNameWith } from '../../shared/sheets/for-run';
import { sheetFormats, type SheetFormat } from '../../shared/sheets/service';
import type { RunService } from '../runs/run-service';
import { chosenCheckpoint, ordersForRuns } from '../sheets/orders-for-runs';
import type { SheetLibrary } from '../sheets/sheet-library';
import type { SheetService } from '../sheets/sheet-service';
import { writeEach } from '../sheets/write-each';
import type { SettingsStore } from '../storage/settings-store';
import type { Handlers } from './handle';
import { tell } from './window-channel';
import { OneAtATime } from './one-at-a-time';
import { askToReplace, askWhereToSave, askWhichFolder } from './save-dialog';

interface SheetOptions {
  readonly sheets: SheetService;
  readonly sheetLibrary: SheetLibrary;
  readonly runs: { readonly service: RunService };
  readonly settings: SettingsStore;
}

const formatNames: Readonly<Record<SheetFormat, string>> = {
  png: 'PNG image',
  svg: 'SVG drawing',
  pdf: 'PDF document',
};

/** @param takeArrived the path of a file that the workbench was asked to open, once; null when there is none */
export function sheetHandlers(
  { sheets, sheetLibrary, runs, settings }: SheetOptions,
  takeArrived: () => string | null,
) {
  const work = new OneAtATime('A sheet is being made already.');

  const verify = (file: string | Uint8Array, name: string, sender: WebContents) =>
    work.run(async (signal) => {
      const onProgress = (share: number) => tell(sender, 'sheet-progress', { share });
      return { name, sheet: await sheets.verify(file, { signal, onProgress }) };
    });

  return {
    'sheets.export': ({ recipe, format, carryModel }, sender) =>
      work.run(async (signal) => {
        const path = await askWhereToSave(settings, sender, {
          title: 'Export sheet',
          name: suggestedName(recipe, format),
          type: { name: formatNames[format], extension: format },
        });
        if (path === null) return null;
        const onProgress = (share: number) => tell(sender, 'sheet-progress', { share });
        return sheets.write({ recipe, format, path, carryModel }, { signal, onProgress });
      }),
    'sheets.exportEach': ({ recipe, runs: ids, pattern, which, format, carryModel }, sender) =>
      work.run(async (signal) => {
        const chosen = ids.map((id) => chosenCheckpoint(runs.service.get(id), which));
        const orders = ordersForRuns(recipe, `${pattern}.${format}`, chosen);
        const folder = await askWhichFolder(settings, sender, 'Export a sheet of each run');
        if (folder === null) return null;
        const inFolder = orders.map((order) => ({
          ...order,
          path: join(folder, order.path),
          format,
          carryModel,
        }));
        if (!(await askToReplace(sender, await sheets.inTheWay(inFolder)))) return null;
        const onProgress = (share: number) => tell(sender, 'sheet-progress', { share });
        await writeEach(sheets, inFolder, { signal, onProgress });
        return { folder, count: orders.length };
      }),
    'sheets.outlines': ({ texts }) => sheets.outlines(texts),
    'sheets.cancel': () => work.cancel(),

    'sheets.verify': ({ name, bytes }, sender) => verify(bytes, name, sender),
    'sheets.choose': async (_, sender) => {
      const path = await askWhichSheet(sender);
      return path === null ? null : verify(path, basename(path), sender);
    },
    'sheets.verifyArrived': async (_, sender) => {
      const path = takeArrived();
      return path === null ? null : verify(path, basename(path), sender);
    },

    'sheets.made': ({ before }) => sheetLibrary.made(before),
    'sheets.showInFolder': ({ sheet }) => {
      const { path } = sheetLibrary.sheet(sheet);
      if (!existsSync(path)) throw moved(path);
      shell.showItemInFolder(path);
    },
    'sheets.remove': ({ sheet }) => sheetLibrary.remove(sheet),
    'sheets.restore': ({ sheet }) => sheetLibrary.restore(sheet),

    'sheets.recipes': () => sheetLibrary.recipes(),
    'sheets.keepRecipe': ({ name, recipe }) => sheetLibrary.keep(name, recipe),
    'sheets.renameRecipe': ({ saved, name }) => sheetLibrary.rename(saved, name),
    'sheets.forgetRecipe': ({ saved }) => sheetLibrary.forget(saved),
    'sheets.recallRecipe': ({ saved }) => sheetLibrary.recall(saved),
  } satisfies Partial<Handlers>;
}

/** Null when the dialog was dismissed. */
async function askWhichSheet(sender: WebContents): Promise<string | null> {
  const window = BrowserWindow.fromWebContents(sender);
  if (window === null) return null;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open sheet',
    filters: [{ name: 'Sheets', extensions: [...sheetFormats, 'json'] }],
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** E.g. `Seed-CVAE-manifold-epoch-50.png`. */
function suggestedName({ content }: SheetRecipe, format: SheetFormat): string {
  const { kind } = content;
  const models = modelsOf(content);
  const [first] = models;
  const isOfOneRun = models.every(({ run }) => run === first?.run);
  const epoch = models.length === 1 ? `-epoch-${first!.epoch}` : '';
  return fileNameWith(first !== undefined && isOfOneRun ? first.name : 'runs', (name) => {
    const what = kind === 'digits' || name === kind ? '' : `-${kind}`;
    return `${name}${what}${epoch}.${format}`;
  });
}

function moved(path: string): WorkbenchError {
  return new WorkbenchError({
    kind: 'not-found',
    message: `${path} is not there any more: it was moved, renamed or deleted.`,
    remedy: 'Open the sheet, and export it again.',
  });
}
