import { checkpointPlace } from '../../shared/checkpoints';
import type { Measure } from '../../shared/measures';

/** What was measured of one checkpoint. */
export interface MeasureGroup {
  /** Of the checkpoint. */
  readonly id: string;
  /** How far training was, e.g. `12`. */
  readonly place: string;
  readonly measures: readonly Measure[];
}

/** Measures by checkpoint, the latest first; within one in the order in which they are given. */
export function measureGroups(measures: readonly Measure[]): MeasureGroup[] {
  const groups = new Map<string, Measure[]>();
  for (const measure of measures) {
    groups.set(measure.checkpoint, [...(groups.get(measure.checkpoint) ?? []), measure]);
  }
  return [...groups]
    .map(([id, group]) => ({ id, place: checkpointPlace(group[0]!), measures: group }))
    .reverse();
}
