import type { ElectronApplication, TestInfo } from '@playwright/test';
import type { RunningApp } from './running-app';

/** Records what happens in the window, and what main writes; Playwright's `trace` option reaches browsers only. */
export async function startTrace(app: ElectronApplication): Promise<() => string> {
  let output = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  await app.context().tracing.start({ screenshots: true, snapshots: true });
  return () => output;
}

/** Attaches trace, screenshot and output to a test that failed, and forgets them otherwise. */
export async function keepOnFailure(
  app: RunningApp,
  failed: boolean,
  testInfo: TestInfo,
): Promise<void> {
  if (!failed) return;
  const keep = (name: string, contentType: string) => {
    const path = testInfo.outputPath(`${app.pid}-${name}`);
    testInfo.attachments.push({ name, contentType, path });
    return path;
  };
  await testInfo.attach('output.txt', { body: app.output(), contentType: 'text/plain' });
  if (app.hasExited) return;
  try {
    await app.page.screenshot({ path: keep('window.png', 'image/png') });
    await app.electron.context().tracing.stop({ path: keep('trace.zip', 'application/zip') });
  } catch {
    // The window closed in the meantime; there is nothing left to record.
  }
}
