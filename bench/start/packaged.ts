import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { sandbox } from '../processes';

/** What `--self-test=start` reports of the window; milliseconds from the start of the process. */
interface StartReport {
  readonly ok: boolean;
  readonly packaged: boolean;
  readonly steps: readonly {
    readonly facts: {
      readonly firstPaint: number;
      readonly usefulPaint: number;
      readonly rows: number;
    };
  }[];
}

/** From the start of the packaged application's process, in seconds. */
export interface PackagedStart {
  /** To the first text or picture on the screen. */
  readonly firstPaint: number;
  /** To the frame that shows runs. */
  readonly usefulPaint: number;
}

/** Starts the packaged application on a data folder; it measures itself, since its fuses let nobody else in. */
export async function startPackaged(executable: string, profile: string): Promise<PackagedStart> {
  const child = spawn(executable, [...sandbox, '--self-test=start', '--profile', profile], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const report = JSON.parse(output) as StartReport;
  const facts = report.steps[0]?.facts;
  if (!report.ok || !report.packaged || facts === undefined || facts.rows === 0) {
    throw new Error(`The packaged application did not show its runs: ${output}`);
  }
  return { firstPaint: facts.firstPaint / 1000, usefulPaint: facts.usefulPaint / 1000 };
}
