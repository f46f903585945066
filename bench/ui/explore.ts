import type { Page } from '@playwright/test';
import type { Outcome } from '../../shared/errors';
import type { RunConfigInput } from '../../shared/run-config';
import type { RunSummary } from '../../shared/runs';
import type { Context } from '../context';
import { resultOf, type Result } from '../results';
import { withProfiles } from '../start/start';
import { openWindow } from '../start/window';
import { percentile } from '../statistics';

/** The seed's networks; what they have learned makes no difference to how fast they are. */
const config: RunConfigInput = { epochs: 1, trainLimit: 1000 };
const trainingPoll = 200;

/** What a person does with a checkpoint: move over the pad, and change the manifold's label. */
export async function measureExploring({ options, programs, say }: Context): Promise<Result[]> {
  return withProfiles(async (profile) => {
    say('Exploring the seed network');
    const window = await openWindow(programs, profile);
    try {
      const { page } = window;
      await train(page);
      await page.evaluate(() => (location.hash = '#/explore'));
      await page.getByRole('img', { name: /^The digit at hand/ }).waitFor();
      const count = options.quick ? 20 : 200;
      const pad: number[][] = [];
      const manifold: number[][] = [];
      for (let round = 0; round <= options.runs; round++) {
        await page.keyboard.press('Shift+V');
        const moved = await padTimes(page, count);
        await page.keyboard.press('v');
        await page.getByRole('img', { name: /^Manifold/ }).waitFor();
        const redrawn = await manifoldTimes(page, Math.ceil(count / 5));
        if (round === 0) continue;
        pad.push(moved);
        manifold.push(redrawn);
      }
      const result = (name: string, rounds: readonly number[][], percent: number) =>
        resultOf(
          'ui',
          `${name}, p${percent}`,
          'ms',
          rounds.map((times) => percentile(times, percent)),
        );
      return [
        result('pad, pointer to digit on the canvas', pad, 50),
        result('pad, pointer to digit on the canvas', pad, 95),
        result('manifold of 20 x 20, key to canvas', manifold, 50),
        result('manifold of 20 x 20, key to canvas', manifold, 95),
      ];
    } finally {
      await window.close();
    }
  });
}

async function train(page: Page): Promise<void> {
  const { id } = await invoke<RunSummary>(page, 'runs.create', { name: 'Bench', config });
  for (;;) {
    const { status } = await invoke<RunSummary>(page, 'runs.get', { run: id });
    if (status === 'done') return;
    if (status === 'failed') throw new Error('The run to explore failed.');
    await page.waitForTimeout(trainingPoll);
  }
}

async function invoke<T>(page: Page, channel: string, given: unknown): Promise<T> {
  const outcome = await page.evaluate(
    (call) =>
      (
        window as unknown as {
          workbench: { invoke(channel: string, given: unknown): Promise<Outcome<unknown>> };
        }
      ).workbench.invoke(call.channel, call.given),
    { channel, given },
  );
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value as T;
}

/** Milliseconds from each pointer event on the plane until the digit at hand is drawn, one event a frame. */
function padTimes(page: Page, count: number): Promise<number[]> {
  return page.getByRole('application', { name: /^Plane/ }).evaluate(async (plane, events) => {
    const box = plane.getBoundingClientRect();
    const hand = document.querySelector<HTMLCanvasElement>(
      '[aria-label^="The digit at hand"] canvas',
    );
    const context = hand!.getContext('2d')!;
    const put = context.putImageData.bind(context);
    const send = (kind: string, turn: number) =>
      plane.dispatchEvent(
        new PointerEvent(kind, {
          pointerId: 1,
          bubbles: true,
          clientX: box.left + box.width * (0.5 + 0.4 * Math.cos(turn)),
          clientY: box.top + box.height * (0.5 + 0.4 * Math.sin(turn)),
        }),
      );
    // A pointer that is made up cannot be captured.
    plane.setPointerCapture = () => undefined;
    send('pointerdown', 0);
    const times: number[] = [];
    for (let event = 1; event <= events; event++) {
      await new Promise(requestAnimationFrame);
      times.push(
        await new Promise<number>((resolve) => {
          const start = performance.now();
          context.putImageData = (image: ImageData, x: number, y: number) => {
            put(image, x, y);
            resolve(performance.now() - start);
          };
          send('pointermove', event / 20);
        }),
      );
    }
    context.putImageData = put;
    send('pointerup', 0);
    return times;
  }, count);
}

/** Milliseconds from a key that chooses another label until the manifold is drawn. */
function manifoldTimes(page: Page, count: number): Promise<number[]> {
  return page.getByRole('img', { name: /^Manifold/ }).evaluate(async (picture, keys) => {
    const context = picture.querySelector('canvas')!.getContext('2d')!;
    const put = context.putImageData.bind(context);
    const times: number[] = [];
    for (let key = 1; key <= keys; key++) {
      await new Promise(requestAnimationFrame);
      times.push(
        await new Promise<number>((resolve) => {
          const start = performance.now();
          context.putImageData = (image: ImageData, x: number, y: number) => {
            put(image, x, y);
            resolve(performance.now() - start);
          };
          picture.dispatchEvent(
            new KeyboardEvent('keydown', { key: String(key % 10), bubbles: true }),
          );
        }),
      );
    }
    context.putImageData = put;
    return times;
  }, count);
}
