import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { SelfTest } from './command-line';
import { checkConfinement } from './self-test/confinement';
import { makeSheet } from './self-test/make-sheet';
import { openedFile } from './self-test/opened-file';
import { Page } from './self-test/page';
import { measureStartUp } from './self-test/start-up';
import { train } from './self-test/train';
import { verifySheets } from './self-test/verify-sheets';
import type { Workbench } from './workbench';

/** What a step found, by name. */
type Facts = Readonly<Record<string, string | number | boolean>>;

interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly facts: Facts;
}

interface Report {
  readonly ok: boolean;
  readonly version: string;
  readonly packaged: boolean;
  readonly steps: readonly Step[];
  /** The step that failed, and how. */
  readonly failed?: { readonly step: string; readonly error: ErrorReport };
}

/**
 * Tests the window that is open, prints a report as JSON, and returns the exit code: 0 if all is as it should
 * be, else 1.
 *
 * @param folder the data folder that the window has open
 * @param workbench of the window
 * @param file of a sheet that the window was to open; null for none
 */
export async function runSelfTest(
  which: SelfTest,
  folder: string,
  workbench: Workbench,
  file: string | null,
): Promise<number> {
  const report = await test(which, folder, workbench, file);
  const text = `${JSON.stringify(report, null, 2)}\n`;
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  return report.ok ? 0 : 1;
}

/**
 * Uses the open window as a person would: looks at it, trains, makes a sheet, and checks what comes out.
 * For the packaged application, which no other program can drive.
 */
async function test(
  which: SelfTest,
  folder: string,
  { sheets }: Workbench,
  file: string | null,
): Promise<Report> {
  const steps: Step[] = [];
  let name = '';
  const step = async <F extends Facts>(title: string, act: () => Promise<F>): Promise<F> => {
    name = title;
    const from = performance.now();
    const facts = await act();
    steps.push({ name, seconds: Math.round(performance.now() - from) / 1000, facts });
    return facts;
  };
  const report = { version: app.getVersion(), packaged: app.isPackaged, steps };
  try {
    const page = openedPage();
    await step('window', () => measureStartUp(page));
    if (which === 'all') {
      await step('confinement', () => checkConfinement(page.processId));
      if (file !== null) await step('file', () => openedFile(page));
      const { run } = await step('train', () => train(page));
      const sheet = join(folder, 'sheet.png');
      await step('sheet', () => makeSheet(page, run, sheet));
      await step('verification', () => verifySheets(sheets, sheet));
    }
    return { ok: true, ...report };
  } catch (thrown) {
    return { ok: false, ...report, failed: { step: name, error: toErrorReport(thrown) } };
  }
}

function openedPage(): Page {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) throw new Error('No window was opened.');
  return new Page(window.webContents);
}
