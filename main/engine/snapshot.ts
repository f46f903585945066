import type { RunConfig } from '../../shared/run-config';
import {
  snapshotColumns,
  snapshotLatents,
  snapshotStyles,
  type Snapshot,
} from '../../shared/snapshots';
import type { Engine } from './engine';
import { grayLevels } from './gray-levels';

/** Images of a snapshot. */
export function snapshotCells(config: RunConfig, classes: number): number {
  return snapshotStyles * columnsOf(config, classes);
}

/** Decodes the fixed latents of every snapshot with the weights as they are. */
export function takeSnapshot(
  engine: Engine,
  config: RunConfig,
  classes: number,
  epoch: number,
): Snapshot {
  const byLabel = config.conditioning === 'label';
  const columns = columnsOf(config, classes);
  const latents = snapshotLatents(columns, config.latentDimensions, byLabel);
  const labels = Int32Array.from({ length: snapshotStyles * columns }, (_, i) =>
    byLabel ? i % columns : 0,
  );
  const pixels = grayLevels(engine.decode(latents, labels));
  return { epoch, rows: snapshotStyles, columns, pixels };
}

function columnsOf(config: RunConfig, classes: number): number {
  return config.conditioning === 'label' ? classes : snapshotColumns;
}
