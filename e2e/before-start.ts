import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchArguments, repository } from './fixtures';
import { run } from './headless';

/** What a start did that opened no window, in its order. */
export type Told =
  /** The text and the buttons of a native question. */
  | {
      readonly asked: {
        readonly message: string;
        readonly detail: string;
        readonly buttons: string[];
      };
    }
  /** A folder that was to be shown in the desktop's own program. */
  | { readonly shown: string }
  /** Arguments of the process that was to take this one's place. */
  | { readonly startedAnew: string[] };

/** Runs in main before the workbench does: where no window opens, nothing of Playwright's can reach a dialog. */
const hook = `
const { app, dialog, shell } = require('electron');
const { appendFileSync } = require('node:fs');
const { report, answers, folder } = JSON.parse(process.env.CVAE_WORKBENCH_E2E_ANSWERS);
process.argv.splice(1, 2);
const tell = (told) => appendFileSync(report, JSON.stringify(told) + '\\n');
dialog.showMessageBox = ({ message, detail, buttons }) => {
  tell({ asked: { message, detail, buttons } });
  return Promise.resolve({ response: buttons.indexOf(answers.shift()), checkboxChecked: false });
};
dialog.showOpenDialog = () => Promise.resolve({ canceled: folder === null, filePaths: [folder] });
shell.openPath = (path) => Promise.resolve((tell({ shown: path }), ''));
app.relaunch = ({ args }) => tell({ startedAnew: args });
`;

/**
 * Starts the workbench on a data folder that it cannot open, to its end.
 *
 * @param folder for what the test needs itself
 * @param answers the buttons pressed, one a question
 * @param profile null names none
 * @param chosen the folder that is chosen when one is asked for; null dismisses the dialog
 */
export async function startUnopened(
  { folder, profile }: { readonly folder: string; readonly profile: string | null },
  answers: readonly string[],
  chosen: string | null = null,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly told: readonly Told[] }> {
  const [module, report] = [join(folder, 'answers.cjs'), join(folder, 'told.jsonl')];
  await writeFile(module, hook);
  await writeFile(report, '');
  const { code } = await run(
    join(repository, 'node_modules/electron/dist/electron'),
    ['-r', module, ...launchArguments(profile)],
    { ...env, CVAE_WORKBENCH_E2E_ANSWERS: JSON.stringify({ report, answers, folder: chosen }) },
  );
  const lines = (await readFile(report, 'utf8')).trim().split('\n');
  return { code, told: lines.map((line) => JSON.parse(line) as Told) };
}
