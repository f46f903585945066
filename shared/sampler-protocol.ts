import type { DatasetContents, DatasetPart } from './datasets';
import type { ErrorReport } from './errors';
import type { CheckpointId } from './ids';
import type { RunConfig } from './run-config';
import type { DatasetFiles } from './trainer-protocol';

/**
 * The sampler decodes and encodes on demand. Its clients (a window, a sheet, the headless command)
 * talk to it over a MessagePort each, without going through main; main hands out the ports and, when
 * the sampler asks, the weights of a checkpoint.
 */

/** Requests carry an id chosen by the client; each is answered once, unless it was cancelled. */
export type SamplerRequest =
  | {
      /** Labels and latents to images. */
      readonly kind: 'decode';
      readonly id: number;
      readonly checkpoint: CheckpointId;
      /** [n]; ignored by a model without labels. */
      readonly labels: Uint8Array;
      /** [n, classes]: mixtures of the labels' one-hot codes, which take the labels' place. */
      readonly conditions?: Float32Array;
      /** [n, z]. */
      readonly latents: Float32Array;
      /** A newer request of the same lane supersedes older ones that have not begun. */
      readonly lane?: string;
    }
  | {
      /** Images and labels to the posterior's mean and log-variance. */
      readonly kind: 'encode';
      readonly id: number;
      readonly checkpoint: CheckpointId;
      /** [n]; ignored by a model without labels. */
      readonly labels: Uint8Array;
      /** Gray levels [n, 784]. */
      readonly images: Uint8Array;
      readonly lane?: string;
    }
  | {
      /**
       * Images and labels to what the model makes of them, and how well, each from one latent: the posterior's
       * mean or, for a model that completes images, the mean of each image's own prior.
       */
      readonly kind: 'reconstruct';
      readonly id: number;
      readonly checkpoint: CheckpointId;
      /** [n]; ignored by a model without labels. */
      readonly labels: Uint8Array;
      /** Gray levels [n, 784]. */
      readonly images: Uint8Array;
      readonly lane?: string;
    }
  | {
      /** Images completed from their seen quadrants, by a model that is shown some (`quadrants-1` to `-3`). */
      readonly kind: 'complete';
      readonly id: number;
      readonly checkpoint: CheckpointId;
      /** Gray levels [n, 784]; the model is shown the seen quadrants of them alone. */
      readonly images: Uint8Array;
      /** [n, z]. */
      readonly latents: Float32Array;
      /**
       * Whether `latents` are noise, which each image's own prior scales and moves: standard normal noise
       * draws from it, zeros are its mean. Otherwise they are decoded as they are.
       */
      readonly fromPrior: boolean;
      readonly lane?: string;
    }
  | {
      /** Images of one part of a dataset: `count` of them or, at its end, fewer. */
      readonly kind: 'dataset-images';
      readonly id: number;
      readonly dataset: string;
      readonly part: DatasetPart;
      /** Of this class alone; of all when null. */
      readonly label: number | null;
      /** Counted from 0, among those of the class. */
      readonly from: number;
      readonly count: number;
    }
  | {
      /** What is in a dataset, class by class. */
      readonly kind: 'dataset-contents';
      readonly id: number;
      readonly dataset: string;
    }
  | { readonly kind: 'cancel'; readonly id: number };

/** A posterior's mean and log-variance, [n, z] each. */
export interface Posterior {
  readonly mean: Float32Array;
  readonly logVariance: Float32Array;
}

/** Images completed from their seen quadrants: gray levels [n, 784] each, seen quadrants as they were given. */
export interface Completions {
  /** The likelihood's mean elsewhere. */
  readonly pixels: Uint8Array;
  /** The same with the baseline's guess, which no latent changes. */
  readonly guesses: Uint8Array;
  /** [n, z]: what was decoded. */
  readonly latents: Float32Array;
}

/** What a model makes of n images, and how well. */
export interface Reconstructions {
  /** Gray levels [n, 784]: the likelihood's mean; seen quadrants as they were given. */
  readonly pixels: Uint8Array;
  /** -log p(x | z, y) at the latent that they are decoded from, of the pixels that the model predicts: nats, [n]. */
  readonly reconstruction: Float32Array;
  /** KL of the posterior from the standard normal prior: nats, [n]. Null for a model that completes images. */
  readonly kl: Float32Array | null;
}

export type SamplerReply =
  | {
      readonly kind: 'decoded';
      readonly id: number;
      /** Gray levels [n, 784]: the likelihood's mean. */
      readonly pixels: Uint8Array;
    }
  | ({ readonly kind: 'encoded'; readonly id: number } & Posterior)
  | ({ readonly kind: 'reconstructed'; readonly id: number } & Reconstructions)
  | ({ readonly kind: 'completed'; readonly id: number } & Completions)
  | {
      readonly kind: 'dataset-images';
      readonly id: number;
      /** Gray levels [n, 784]. */
      readonly images: Uint8Array;
      /** [n]. */
      readonly labels: Uint8Array;
      /** Each image's number in its part, counted from 0: [n]. */
      readonly numbers: Uint32Array;
      /** Images of the class in the part. */
      readonly total: number;
    }
  | {
      readonly kind: 'dataset-contents';
      readonly id: number;
      readonly contents: DatasetContents;
    }
  /** Superseded and cancelled requests fail with the kind `cancelled`. */
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorReport };

export interface CheckpointWeights {
  readonly checkpoint: CheckpointId;
  readonly config: RunConfig;
  /** safetensors; with weight averaging, the averaged weights. */
  readonly weights: Uint8Array;
  readonly sha256: string;
  /** Those that a file claims of a model that it carries. */
  readonly classes?: number;
}

/** What a client's port is for: requests and replies of this file, or one task of measure-, export- or import-protocol.ts. */
export type SamplerLine = 'sampling' | 'measuring' | 'exporting' | 'importing';

/** main to sampler; `connect` carries a client's port. */
export type SamplerCommand =
  /** Are you there? Answered by `ready`: a port given to a process that has just died would be lost. */
  | { readonly kind: 'hello' }
  | { readonly kind: 'connect'; readonly line: SamplerLine }
  | ({ readonly kind: 'checkpoint' } & CheckpointWeights)
  | {
      readonly kind: 'checkpoint-missing';
      readonly checkpoint: CheckpointId;
      readonly error: ErrorReport;
    }
  | { readonly kind: 'dataset'; readonly dataset: string; readonly files: DatasetFiles }
  | { readonly kind: 'dataset-missing'; readonly dataset: string; readonly error: ErrorReport };

/** sampler to main. */
export type SamplerEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'checkpoint-wanted'; readonly checkpoint: CheckpointId }
  | { readonly kind: 'dataset-wanted'; readonly dataset: string };
