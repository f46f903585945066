import { z } from 'zod';
import type { DatasetFile } from './trainer-protocol';

/** Id of the dataset that ships with the application. */
export const builtInDataset = 'mnist';

/** Ids are made from names, to be read in configurations, filters and folders; a dataset keeps its id when it is renamed. */
export const datasetIdSchema = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'A dataset’s id has lower-case letters, digits and hyphens.');

export const datasetNameSchema = z
  .string()
  .trim()
  .min(1, 'Give the dataset a name.')
  .max(100, 'A name has at most 100 characters.');

/** Labels are bytes, so that there are at most 256 classes. */
export const mostClasses = 256;

export type DatasetPart = 'train' | 'test';

/**
 * What the classes of a dataset are called, by class: their labels in the files that were imported, where labels may
 * begin with 1 or have gaps. Null for a class without any image, of which nothing is ever asked: datasets that
 * version 0.1.0 imported have such.
 */
export type ClassNames = readonly (string | null)[];

/** Names of classes that are called by their numbers, as MNIST's are. */
export const numberedNames = (classes: number): ClassNames =>
  Array.from({ length: classes }, (_, label) => String(label));

/** The classes that have images. */
export const classesNamed = (names: ClassNames): readonly number[] =>
  names.flatMap((name, label) => (name === null ? [] : [label]));

/** Nothing where classes are called by their numbers, which need not be said. */
export const unlessNumbered = (names: ClassNames): { readonly classNames?: ClassNames } =>
  names.every((name, label) => name === String(label)) ? {} : { classNames: names };

/** What a class is called; by its number where the dataset is not known. */
export const nameOfClass = (names: ClassNames | undefined, label: number): string =>
  names?.[label] ?? String(label);

/** Sizes of a dataset, as the labels in its files tell them. */
export interface DatasetSizes {
  /** The largest label plus one, 1 to 256. */
  readonly classes: number;
  readonly trainCount: number;
  readonly testCount: number;
}

export interface DatasetFacts extends DatasetSizes {
  /** [classes] */
  readonly classNames: ClassNames;
}

/** A dataset as lists and forms show it. */
export interface DatasetSummary extends DatasetFacts {
  readonly id: string;
  readonly name: string;
  /** Of its files. */
  readonly bytes: number;
  /** Milliseconds since 1970; null for what is built in. */
  readonly createdAt: number | null;
  /** Runs that were made with it, those in the trash counted. */
  readonly runs: number;
  /** What is wrong with its files, as far as their sizes tell; null when nothing is. */
  readonly problem: string | null;
}

/** What is in a dataset, class by class. */
export interface DatasetContents extends DatasetSizes {
  /** Images of each class: [classes]. */
  readonly trainCounts: readonly number[];
  readonly testCounts: readonly number[];
  /** The mean training image of each class, black where there is none: gray levels [classes, 784]. */
  readonly means: Uint8Array;
  /** The first training images of each class, black where there are fewer: gray levels [classes, `samplesOfClass`, 784]. */
  readonly samples: Uint8Array;
}

export const samplesOfClass = 12;

/** What the four files of a dataset hold, for a person to read. */
export const datasetFileWords: Readonly<Record<DatasetFile, string>> = {
  trainImages: 'training images',
  trainLabels: 'training labels',
  testImages: 'test images',
  testLabels: 'test labels',
};

/** An IDX file among those that were chosen. */
export interface SourceFile {
  readonly path: string;
  readonly holds: 'images' | 'labels';
  /** As its header says. */
  readonly count: number;
}

/** Files to import, and which of them is which. */
export interface ImportSources {
  /** All that can be chosen from. */
  readonly files: readonly SourceFile[];
  /** Paths. */
  readonly chosen: Readonly<Partial<Record<DatasetFile, string>>>;
  /** Names of backups, and of downloads that broke off. */
  readonly leftOut: readonly string[];
}

/** Files of which a person has to say which is which. */
export interface ImportQuestion {
  readonly kind: 'question';
  readonly reason: string;
  readonly sources: ImportSources;
}

/** Files that were found to be a dataset, and wait for a name. */
export interface ImportCandidate {
  readonly kind: 'candidate';
  readonly contents: DatasetContents;
  /** [classes] */
  readonly classNames: ClassNames;
  readonly suggestedName: string;
  /** EMNIST's images are stored with rows and columns exchanged: so are likely these, after their name. */
  readonly looksTransposed: boolean;
  readonly sources: ImportSources;
}

export type ImportFinding = ImportQuestion | ImportCandidate;

export interface ImportProgress {
  /** What is being done, for a person to read. */
  readonly work: string;
  /** Of that work, 0 to 1. */
  readonly share: number;
}
