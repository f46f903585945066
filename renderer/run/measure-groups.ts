import { checkpointPlace } from '../../shared/checkpoints';
import { measureNames, type Measure } from '../../shared/measures';

/** What was measured of one checkpoint. */
export interface MeasureGroup {
  /** Of the checkpoint. */
  readonly id: string;
  /** How far training was, e.g. `12`. */
  readonly place: string;
  /** In the order of `measureNames`. */
  readonly measures: readonly Measure[];
}

/** Measures, given by epoch, as groups of one checkpoint each, the latest first. */
export function measureGroups(measures: readonly Measure[]): MeasureGroup[] {
  const groups = new Map<string, Measure[]>();
  for (const measure of measures) {
    groups.set(measure.checkpoint, [...(groups.get(measure.checkpoint) ?? []), measure]);
  }
  const order = ({ name }: Measure): number => measureNames.indexOf(name);
  return [...groups]
    .map(([id, group]) => ({
      id,
      place: checkpointPlace(group[0]!),
      measures: group.toSorted((a, b) => order(a) - order(b)),
    }))
    .reverse();
}
