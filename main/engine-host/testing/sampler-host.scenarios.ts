import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toErrorReport, WorkbenchError, type ErrorReport } from '../../../shared/errors';
import { checkpointIdSchema } from '../../../shared/ids';
import { runConfigSchema } from '../../../shared/run-config';
import { SamplerClient } from '../sampler-client';
import { SamplerHost } from '../sampler-host';
import { pidOf, runScenarios, until } from './scenarios';

const [known, unknown] = [1, 2].map((n) =>
  checkpointIdSchema.parse(`01890a5d-ac96-774b-bcce-b302099a805${n}`),
) as [Checkpoint, Checkpoint];
type Checkpoint = ReturnType<typeof checkpointIdSchema.parse>;

/** While this file is there, the process ends when it is greeted. */
const stillborn = join(import.meta.dirname, 'stillborn');

class Observed {
  log = '';
  readonly host = new SamplerHost({
    entry: join(import.meta.dirname, 'fake-sampler.js'),
    log: (text) => (this.log += text),
    weights: (checkpoint) => {
      if (checkpoint === unknown) {
        throw new WorkbenchError({ kind: 'not-found', message: 'There is no such checkpoint.' });
      }
      const config = runConfigSchema.parse({});
      return { checkpoint, config, weights: Uint8Array.of(77), sha256: '' };
    },
    datasetFiles: (dataset) => {
      throw new WorkbenchError({ kind: 'not-found', message: `There is no dataset ${dataset}.` });
    },
  });
  readonly client = new SamplerClient((port) => this.host.connect(port));

  async decode(label: number, checkpoint = known, signal?: AbortSignal): Promise<number[]> {
    const [labels, latents] = [Uint8Array.of(label), Float32Array.of(0, 0)];
    return [...(await this.client.decode(checkpoint, labels, latents, signal ? { signal } : {}))];
  }
}

const failureOf = (promise: Promise<unknown>): Promise<ErrorReport | null> =>
  promise.then(() => null, toErrorReport);

export interface Outcomes {
  readonly answers: {
    readonly runsBeforeItIsNeeded: boolean;
    readonly decoded: readonly (readonly number[])[];
    readonly encoded: readonly number[];
  };
  readonly missing: ErrorReport | null;
  readonly cancelled: {
    readonly before: ErrorReport | null;
    readonly during: ErrorReport | null;
    /** How many requests the sampler was told to cancel. */
    readonly told: number | undefined;
  };
  readonly crashed: {
    readonly pending: readonly (ErrorReport | null)[];
    readonly log: string;
    readonly then: readonly number[];
  };
  readonly stillborn: {
    readonly failures: readonly (ErrorReport | null)[];
    readonly then: readonly number[];
  };
  readonly killed: readonly (ErrorReport | null)[];
  readonly disposed: readonly (ErrorReport | null)[];
}

void runScenarios<Outcomes>({
  async answers() {
    const it = new Observed();
    const runsBeforeItIsNeeded = pidOf('CVAE Workbench sampler') !== undefined;
    const decoded = await Promise.all([it.decode(1), it.decode(2), it.decode(3)]);
    const { mean, logVariance } = await it.client.encode(
      known,
      Uint8Array.of(1, 2),
      new Uint8Array(2 * 784),
    );
    await it.host.dispose();
    return {
      runsBeforeItIsNeeded,
      decoded,
      encoded: [...mean, ...logVariance],
    };
  },

  async missing() {
    const it = new Observed();
    const failure = await failureOf(it.decode(1, unknown));
    await it.host.dispose();
    return failure;
  },

  async cancelled() {
    const it = new Observed();
    const before = await failureOf(it.decode(1, known, AbortSignal.abort()));
    const controller = new AbortController();
    const pending = failureOf(it.decode(254, known, controller.signal));
    await it.decode(1);
    controller.abort();
    const during = await pending;
    const [, , told] = await it.decode(1);
    await it.host.dispose();
    return { before, during, told };
  },

  async crashed() {
    const it = new Observed();
    await it.decode(1);
    const pending = await Promise.all([failureOf(it.decode(254)), failureOf(it.decode(255))]);
    const then = await it.decode(4);
    await it.host.dispose();
    return { pending, log: it.log, then };
  },

  async stillborn() {
    const it = new Observed();
    writeFileSync(stillborn, '');
    const failures = [await failureOf(it.decode(1)), await failureOf(it.decode(1))];
    rmSync(stillborn);
    const then = await it.decode(1);
    await it.host.dispose();
    return { failures, then };
  },

  async killed() {
    const it = new Observed();
    await it.decode(1);
    const pending = [failureOf(it.decode(254)), failureOf(it.decode(254))];
    const first = await until(() => pidOf('CVAE Workbench sampler'));
    process.kill(first, 'SIGKILL');
    const second = await until(() => {
      const pid = pidOf('CVAE Workbench sampler');
      return pid === first ? undefined : pid;
    });
    process.kill(second, 'SIGKILL');
    const failures = await Promise.all(pending);
    await it.host.dispose();
    return failures;
  },

  async disposed() {
    const it = new Observed();
    await it.decode(1);
    const ofClient = failureOf(it.decode(254));
    it.client.dispose();
    const ofHost = failureOf(it.decode(254));
    await it.host.dispose();
    return Promise.all([ofClient, ofHost]);
  },
});
