import type { CheckpointId, RunId } from './ids';
import { quadrantsSeen, type Conditioning } from './run-config';
import type { EngineFacts } from './trainer-protocol';

/**
 * What is measured of a checkpoint when a person asks for it; main/engine/measures holds the formulas
 * and where they come from.
 */

export const measureNames = [
  'importance-bound',
  'label-agreement',
  'diversity',
  'frechet-distance',
] as const;
export type MeasureName = (typeof measureNames)[number];

/** Latents drawn for each test image by the importance-weighted bound. */
export const mostImportanceSamples = 5000;
export const defaultImportanceSamples = 100;

export interface MeasuredValue {
  readonly name: MeasureName;
  /** In the unit of `measureInfo`. */
  readonly value: number;
  /** Draws it rests on: of latents for each image, or of images. */
  readonly samples: number;
  /** Numbers to read it by, e.g. what real images reach. */
  readonly details: Readonly<Partial<Record<MeasureDetail, number>>>;
}

/** A stored measure. It outlives its checkpoint, which may be pruned. */
export interface Measure extends MeasuredValue {
  readonly run: RunId;
  readonly checkpoint: CheckpointId;
  readonly epoch: number;
  /** Steps into the epoch after `epoch`. */
  readonly step: number;
  readonly engine: EngineFacts;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** How far an evaluation is. */
export interface EvaluationProgress {
  readonly run: RunId;
  readonly checkpoint: CheckpointId;
  /** What is being done, e.g. `Fréchet distance`. */
  readonly work: string;
  /** Of that work, 0 to 1. */
  readonly share: number;
}

export const measureDetails = [
  /** The bound with one latent an image: nats an image. */
  'negativeElbo',
  /** Of the bound, by how much images differ: nats an image. */
  'standardError',
  /** Test images. */
  'images',
  /** Share of the real test images that the judge is right on. */
  'judgeAccuracy',
  /** Mean distance between two generated images of a label. */
  'generatedDistance',
  /** Mean distance between two real images of a label. */
  'realDistance',
  /** The Fréchet distance from real training images to the test set. */
  'floor',
] as const;
export type MeasureDetail = (typeof measureDetails)[number];

interface MeasureInfo {
  readonly label: string;
  readonly unit: 'nats an image' | 'share' | 'ratio' | 'squared distance';
  /** One sentence for the person who reads the number. */
  readonly help: string;
}

export const measureInfo: Readonly<Record<MeasureName, MeasureInfo>> = {
  'importance-bound': {
    label: 'Importance-weighted bound',
    unit: 'nats an image',
    help: 'The negative log-likelihood of a test image is at most this; more latents an image bring it closer.',
  },
  'label-agreement': {
    label: 'Label agreement',
    unit: 'share',
    help: 'Share of generated digits that a classifier trained on the real ones takes for the label asked for.',
  },
  diversity: {
    label: 'Diversity within a label',
    unit: 'ratio',
    help: 'How far apart two digits of one label are on the classifier’s features, generated against real: 1 is as varied as the test set.',
  },
  'frechet-distance': {
    label: 'Fréchet distance',
    unit: 'squared distance',
    help: 'Between generated digits and the test set on the classifier’s features; real training images are as close as it gets.',
  },
};

/** Why a measure cannot be taken of a model conditioned so; null when it can. */
export function whyNotMeasured(name: MeasureName, conditioning: Conditioning): string | null {
  const needsLabels = name === 'label-agreement' || name === 'diversity';
  if (!needsLabels || conditioning === 'label') return null;
  return quadrantsSeen(conditioning) > 0
    ? 'Not for this model: it completes images, and is not told a label.'
    : 'Not for this model: it is not told a label.';
}
