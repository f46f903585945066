import { classesNamed, nameOfClass, numberedNames } from '../../datasets';
import { WorkbenchError } from '../../errors';
import { standardNormals } from '../../random';
import type { SheetLatents } from '../content-schemas';
import type { PlannedModel } from './content-plan';

/** A recipe that is well formed and yet cannot be made with these checkpoints. */
export function refuse(field: string, message: string, remedy?: string): never {
  throw new WorkbenchError({
    kind: 'invalid-input',
    message,
    ...(remedy === undefined ? {} : { remedy }),
    issues: [{ field, message }],
  });
}

export function checkLabels(models: readonly PlannedModel[], labels: readonly number[]): void {
  for (const model of models) {
    if (!isToldLabels(model)) continue;
    const unknown = labels.find((label) => label >= model.facts.classes);
    if (unknown === undefined) continue;
    const { classes, classNames = numberedNames(classes) } = model.facts;
    const known = classesNamed(classNames).map((label) => classNames[label]);
    refuse(
      'labels',
      `${named(model)} knows the labels ${known[0]} to ${known.at(-1)}, not ${unknown}.`,
    );
  }
}

export function checkDimensions({ facts }: PlannedModel, dimensions: readonly number[]): void {
  const missing = dimensions.find((dimension) => dimension >= facts.latentDimensions);
  if (missing === undefined) return;
  const has = facts.latentDimensions;
  refuse(
    'dimensions',
    `The model has ${has === 1 ? 'a single latent dimension' : `the latent dimensions z1 to z${has}`}, and z${missing + 1} is none of them.`,
  );
}

export const isToldLabels = ({ facts }: PlannedModel): boolean => facts.conditioning === 'label';

/** A label as the first of the models that are told labels has it called. */
export function labelInWords(models: readonly PlannedModel[], label: number): string {
  return nameOfClass(models.find(isToldLabels)?.facts.classNames, label);
}

/** Latents [count, z], drawn or as they were given. */
export function latentsOf(
  latents: SheetLatents,
  count: number,
  { facts: { latentDimensions: z } }: PlannedModel,
): Float32Array {
  if ('seed' in latents) return standardNormals(latents.seed, count * z);
  const { values } = latents;
  if (values.length !== count || values.some((value) => value.length !== z)) {
    refuse(
      'latents',
      `The sheet needs ${count} ${count === 1 ? 'latent' : 'latents'} of ${z} values each, and the recipe has others.`,
    );
  }
  return Float32Array.from(values.flat());
}

/** As a legend says it. */
export function latentsInWords(latents: SheetLatents): string {
  return 'seed' in latents ? `latents from seed ${latents.seed}` : 'latents by hand';
}

/** Whose test images are seen, as a legend says it. */
export const datasetInWords = ({ facts: { dataset } }: PlannedModel): string =>
  dataset === 'mnist' ? 'MNIST' : dataset;

export function named({ name }: PlannedModel): string {
  return name === '' ? 'This run' : `“${name}”`;
}

/** A latent's value in few characters, with a minus sign that is as wide as a digit. */
export function valueInWords(value: number): string {
  return value
    .toFixed(Math.abs(value) >= 10 ? 0 : 1)
    .replace('-', '−')
    .replace('−0.0', '0.0');
}

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
