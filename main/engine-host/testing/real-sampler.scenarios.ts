import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { toErrorReport, WorkbenchError, type ErrorReport } from '../../../shared/errors';
import { checkpointIdSchema, type CheckpointId } from '../../../shared/ids';
import { pixelCount } from '../../../shared/images';
import { standardNormals } from '../../../shared/random';
import { SamplerClient } from '../sampler-client';
import { SamplerHost } from '../sampler-host';
import { pidOf, runScenarios, until } from './scenarios';
import { tinyConfig, tinyDecode, tinyEncode, tinyWeights } from './tiny-model';

const [tiny, damaged, missing] = [1, 2, 3].map((n) =>
  checkpointIdSchema.parse(`01890a5d-ac96-774b-bcce-b302099a805${n}`),
) as [CheckpointId, CheckpointId, CheckpointId];

function start() {
  const host = new SamplerHost({
    entry: join(import.meta.dirname, 'sampler.js'),
    log: (text) => void process.stderr.write(text),
    weights: (checkpoint) => {
      if (checkpoint === missing) {
        throw new WorkbenchError({ kind: 'not-found', message: 'There is no such checkpoint.' });
      }
      const { weights, sha256 } = tinyWeights();
      if (checkpoint === damaged) weights.fill(0, -4);
      return { checkpoint, config: tinyConfig, weights, sha256 };
    },
    datasetFiles: (dataset) => {
      throw new WorkbenchError({ kind: 'not-found', message: `There is no dataset ${dataset}.` });
    },
  });
  return { host, client: new SamplerClient((port) => host.connect(port)) };
}

const labelsOf = (count: number) => Uint8Array.from({ length: count }, (_, i) => i % 10);
const latentsOf = (count: number) => standardNormals(5, 2 * count);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const failureOf = (promise: Promise<unknown>): Promise<ErrorReport | null> =>
  promise.then(() => null, toErrorReport);

export interface Outcomes {
  /** Largest difference from plain arithmetic, in gray levels and in latent units. */
  readonly accuracy: { readonly decoded: number; readonly encoded: number };
  readonly failures: Readonly<Record<string, ErrorReport | null>>;
  readonly together: { readonly atOnce: string; readonly inParts: string };
  readonly overtaking: readonly string[];
  readonly killed: {
    /** Pixels of what was under way. */
    readonly pending: number;
    readonly before: string;
    readonly after: string;
  };
  readonly interrupted: { readonly pixels: number };
}

export type Life = { readonly life: Outcomes };

void runScenarios<Life>({
  async life() {
    const { host, client } = start();
    const outcomes = {
      accuracy: await accuracy(client),
      failures: await failures(client),
      together: await together(client),
      overtaking: await overtaking(client),
      interrupted: await interrupted(client),
      killed: await killed(client),
    };
    await host.dispose();
    return outcomes;
  },
});

async function accuracy(client: SamplerClient): Promise<Outcomes['accuracy']> {
  const [labels, latents] = [labelsOf(30), latentsOf(30)];
  const pixels = await client.decode(tiny, labels, latents);
  const { mean } = await client.encode(tiny, labels, pixels);
  let [decoded, encoded] = [0, 0];
  labels.forEach((label, i) => {
    const image = pixels.subarray(i * pixelCount, (i + 1) * pixelCount);
    tinyDecode(label, [...latents.subarray(2 * i, 2 * i + 2)]).forEach((probability, j) => {
      decoded = Math.max(decoded, Math.abs((image[j] ?? NaN) - 255 * probability));
    });
    tinyEncode(label, image).forEach((value, j) => {
      encoded = Math.max(encoded, Math.abs((mean[2 * i + j] ?? NaN) - value));
    });
  });
  return { decoded, encoded };
}

async function failures(client: SamplerClient): Promise<Outcomes['failures']> {
  const [labels, latents] = [labelsOf(2), latentsOf(2)];
  return {
    missing: await failureOf(client.decode(missing, labels, latents)),
    damaged: await failureOf(client.decode(damaged, labels, latents)),
    latents: await failureOf(client.decode(tiny, labels, latentsOf(3))),
    label: await failureOf(client.decode(tiny, Uint8Array.of(1, 10), latents)),
    none: await failureOf(client.encode(tiny, labelsOf(0), new Uint8Array(0))),
    nothing: await failureOf(client.decode(tiny, labels, latents)),
  };
}

async function together(client: SamplerClient): Promise<Outcomes['together']> {
  const [labels, latents] = [labelsOf(230), latentsOf(230)];
  const atOnce = await client.decode(tiny, labels, latents);
  const inParts = await Promise.all(
    [...labels].map((_, i) =>
      client.decode(tiny, labels.subarray(i, i + 1), latents.subarray(2 * i, 2 * i + 2)),
    ),
  );
  return { atOnce: sha256(atOnce), inParts: sha256(Buffer.concat(inParts)) };
}

async function overtaking(client: SamplerClient): Promise<Outcomes['overtaking']> {
  await client.decode(tiny, labelsOf(1), latentsOf(1));
  const order: string[] = [];
  const controller = new AbortController();
  const ask = (name: string, count: number, signal?: AbortSignal) =>
    client.decode(tiny, labelsOf(count), latentsOf(count), signal ? { signal } : {}).then(
      () => order.push(name),
      (thrown: unknown) => order.push(`${name} ${toErrorReport(thrown).kind}`),
    );
  const large = [ask('large', 20_000), ask('aborted', 20_000, controller.signal)];
  await ask('small', 1);
  controller.abort();
  await Promise.all(large);
  return order;
}

async function killed(client: SamplerClient): Promise<Outcomes['killed']> {
  const before = await client.decode(tiny, labelsOf(10), latentsOf(10));
  const pending = client.decode(tiny, labelsOf(20_000), latentsOf(20_000));
  process.kill(await until(() => pidOf('CVAE Workbench sampler')), 'SIGKILL');
  const { length } = await pending;
  const after = await client.decode(tiny, labelsOf(10), latentsOf(10));
  return { pending: length, before: sha256(before), after: sha256(after) };
}

async function interrupted(client: SamplerClient): Promise<Outcomes['interrupted']> {
  await client.decode(tiny, labelsOf(1), latentsOf(1));
  process.kill(await until(() => pidOf('CVAE Workbench sampler')), 'SIGINT');
  const pixels = await client.decode(tiny, labelsOf(3), latentsOf(3));
  return { pixels: pixels.length };
}
