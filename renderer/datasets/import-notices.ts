import type { ClassNames, DatasetContents } from '../../shared/datasets';

/** Classes or files that are named one by one; of more, the first ones are. */
const mostNamed = 8;

/** What a person should know of the classes before importing: those of which one part has no images. */
export function classNotices(
  { trainCounts, testCounts }: Pick<DatasetContents, 'trainCounts' | 'testCounts'>,
  names: ClassNames,
): readonly string[] {
  const without = (counts: readonly number[]) => names.filter((_, label) => counts[label] === 0);
  const [untrained, untested] = [without(trainCounts), without(testCounts)];
  return [
    ...(untrained.length === 0
      ? []
      : [
          `No training images of ${inWords(untrained)}: models cannot learn ${untrained.length === 1 ? 'it' : 'them'}.`,
        ]),
    ...(untested.length === 0
      ? []
      : [
          `No test images of ${inWords(untested)}: measures leave ${untested.length === 1 ? 'it' : 'them'} out.`,
        ]),
  ];
}

/** Which files were not looked at. */
export const leftOutNotice = (names: readonly string[]): string =>
  `Left out, as copies or incomplete downloads: ${listOf(names)}.`;

const inWords = (names: ClassNames): string =>
  `${names.length === 1 ? 'class' : 'classes'} ${listOf(names)}`;

function listOf(names: ClassNames): string {
  const others = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}
