import { setImmediate } from 'node:timers/promises';
import { toErrorReport, WorkbenchError } from '../../../shared/errors';
import type { MeasureReply, MeasureTask } from '../../../shared/measure-protocol';
import { measureInfo, type MeasuredValue, type MeasureName } from '../../../shared/measures';
import { readDataset, type Dataset } from '../data/idx';
import { engineFacts } from '../facts';
import type { Weights } from '../model/layers';
import { loadWeights } from '../sampler/loaded-model';
import { tf } from '../tensorflow';
import { generatedImages } from './generated-images';
import { importanceBound } from './importance-bound';
import { toWeights } from './judge';
import { obtainJudge } from './judge-file';
import {
  diversity,
  frechet,
  judgeBoth,
  labelAgreement,
  type JudgedImages,
} from './judged-measures';
import type { Pause } from './pause';
import { finite, NotMeasurable, refuseTooFewImages } from './too-few-images';

/** Milliseconds between two reports of progress. */
const reportEvery = 100;

/** Does a task and replies as it goes; with a signal that aborts, stops and says nothing more. Never rejects. */
export async function measure(
  task: MeasureTask,
  reply: (reply: MeasureReply) => void,
  signal: AbortSignal,
): Promise<void> {
  let measurement: Measurement | null = null;
  try {
    measurement = new Measurement(task, (work) => reporter(work, reply, signal));
    const refusals: NotMeasurable[] = [];
    for (const name of task.names) {
      try {
        const measured = finite(await measurement.take(name));
        reply({ kind: 'measured', measured, engine: engineFacts() });
      } catch (thrown) {
        if (!(thrown instanceof NotMeasurable)) throw thrown;
        refusals.push(thrown);
      }
    }
    const [first] = refusals;
    if (first === undefined) reply({ kind: 'done' });
    else {
      const message = refusals.map((refusal) => refusal.message).join(' ');
      reply({ kind: 'failed', error: { ...toErrorReport(first), message } });
    }
  } catch (thrown) {
    if (!signal.aborted) reply({ kind: 'failed', error: toErrorReport(thrown) });
  } finally {
    measurement?.dispose();
  }
}

/** Tells how far some work is, now and then, and lets other messages in. */
function reporter(work: string, reply: (reply: MeasureReply) => void, signal: AbortSignal): Pause {
  let reported = -Infinity;
  return async (share) => {
    const now = performance.now();
    if (now - reported >= reportEvery) {
      reply({ kind: 'progress', work, share });
      reported = now;
    }
    await setImmediate();
    if (signal.aborted) throw new WorkbenchError({ kind: 'cancelled', message: 'Cancelled.' });
  };
}

/** The measures of one checkpoint, and what several of them share. */
class Measurement {
  readonly #task: MeasureTask;
  readonly #pauseFor: (work: string) => Pause;
  readonly #dataset: Dataset;
  readonly #weights: Weights;
  #judge: Weights | null = null;
  #judged: JudgedImages | null = null;

  /** Throws `dataset-damaged`, `database-damaged`. */
  constructor(task: MeasureTask, pauseFor: (work: string) => Pause) {
    this.#task = task;
    this.#pauseFor = pauseFor;
    this.#dataset = readDataset(task.dataset);
    this.#weights = loadWeights(task.model);
  }

  /** @throws NotMeasurable */
  async take(name: MeasureName): Promise<MeasuredValue> {
    refuseTooFewImages(name, this.#dataset);
    const pause = this.#pauseFor(measureInfo[name].label);
    if (name === 'importance-bound') return this.#importanceBound(pause);
    const judge = (this.#judge ??= await this.#obtainJudge());
    const judged = (this.#judged ??= await this.#judgeBoth(judge));
    const samples = judged.requested.length;
    switch (name) {
      case 'label-agreement':
        return { name, samples, ...labelAgreement(judged) };
      case 'diversity':
        return { name, samples, ...(await diversity(judged, pause)) };
      case 'frechet-distance':
        return { name, samples, ...(await frechet(judge, this.#dataset, judged, pause)) };
    }
  }

  dispose(): void {
    tf.dispose([...Object.values(this.#weights), ...Object.values(this.#judge ?? {})]);
  }

  async #importanceBound(pause: Pause): Promise<MeasuredValue> {
    const { config } = this.#task.model;
    const samples = this.#task.importanceSamples;
    const { testImages, testLabels } = this.#dataset;
    const testSet = { images: testImages, labels: testLabels };
    const found = await importanceBound(config, this.#weights, testSet, samples, pause);
    // The other losses are to be made small: so is this one.
    return {
      name: 'importance-bound',
      value: -found.bound,
      samples,
      details: {
        negativeElbo: -found.elbo,
        standardError: found.standardError,
        images: testLabels.length,
      },
    };
  }

  async #obtainJudge(): Promise<Weights> {
    const pause = this.#pauseFor('Training the classifier on the real digits, once');
    return toWeights(await obtainJudge(this.#task.judgeFolder, this.#dataset, pause));
  }

  #judgeBoth(judge: Weights): Promise<JudgedImages> {
    const { testImages, testLabels } = this.#dataset;
    const testSet = { images: testImages, labels: testLabels };
    const generated = generatedImages(this.#task.model.config, this.#weights, testSet);
    return judgeBoth(judge, this.#dataset, generated, this.#pauseFor('Generating digits'));
  }
}
