import { WorkbenchError } from '../../../shared/errors';
import { measureInfo, type MeasuredValue, type MeasureName } from '../../../shared/measures';
import { labelsIn, type Dataset } from '../data/idx';
import { labelsWithPairs } from './diversity';

/** A measure that a dataset does not allow. The others may be taken all the same. */
export class NotMeasurable extends WorkbenchError {
  constructor(name: MeasureName, reason: string) {
    super({
      kind: 'invalid-input',
      message: `${measureInfo[name].label} was not measured, and nothing was stored of it: ${reason}.`,
      remedy: 'Train on a dataset with more images to measure it.',
    });
  }
}

type Counted = Pick<Dataset, 'trainLabels' | 'testLabels' | 'trainCount' | 'testCount'>;

/** What each measure needs of a dataset, and whether one has it. */
const needs: Readonly<Record<MeasureName, readonly [string, (dataset: Counted) => boolean]>> = {
  'importance-bound': ['two test images', ({ testCount }) => testCount >= 2],
  'label-agreement': [
    'training images of two classes',
    ({ trainLabels }) => labelsIn(trainLabels).length >= 2,
  ],
  diversity: [
    'two test images of the same class',
    ({ testLabels }) => labelsWithPairs(testLabels).size > 0,
  ],
  'frechet-distance': [
    'two training and two test images',
    ({ trainCount, testCount }) => trainCount >= 2 && testCount >= 2,
  ],
};

/** @throws NotMeasurable */
export function refuseTooFewImages(name: MeasureName, dataset: Counted): void {
  const [needed, isThere] = needs[name];
  if (!isThere(dataset)) {
    throw new NotMeasurable(name, `there are too few images, it needs at least ${needed}`);
  }
}

/**
 * The same value, unless it is none: images that are all alike leave nothing to divide by.
 *
 * @throws NotMeasurable
 */
export function finite(measured: MeasuredValue): MeasuredValue {
  const { name, value, details } = measured;
  if ([value, ...Object.values(details)].every(Number.isFinite)) return measured;
  throw new NotMeasurable(name, 'the dataset’s images do not differ enough for it to have a value');
}
