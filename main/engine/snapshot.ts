import type { RunConfig } from '../../shared/run-config';
import {
  snapshotColumns,
  snapshotLatents,
  snapshotStyles,
  type Snapshot,
} from '../../shared/snapshots';
import type { Dataset } from './data/idx';
import type { Engine } from './engine';
import { grayLevels } from './gray-levels';
import { completesImages } from './model/conditioning';

/** Images of a snapshot. */
export function snapshotCells(config: RunConfig, classes: number): number {
  return snapshotStyles * columnsOf(config, classes);
}

/** Decodes the latents of every snapshot with the weights as they are. */
export function takeSnapshot(
  engine: Engine,
  config: RunConfig,
  dataset: Dataset,
  epoch: number,
): Snapshot {
  const columns = columnsOf(config, dataset.classes);
  const byLabel = config.conditioning === 'label';
  const latents = snapshotLatents(columns, config.latentDimensions, byLabel);
  const ofColumn = columnConditions(config, dataset, columns);
  const conditions = Int32Array.from(
    { length: snapshotStyles * columns },
    (_, cell) => ofColumn[cell % columns]!,
  );
  const pixels = grayLevels(engine.decode(latents, conditions));
  return { epoch, rows: snapshotStyles, columns, pixels };
}

function columnsOf(config: RunConfig, classes: number): number {
  return config.conditioning === 'label' ? classes : snapshotColumns;
}

/** The condition that a column's cells share: its label, or the first test image with that label. */
function columnConditions(config: RunConfig, dataset: Dataset, columns: number): number[] {
  return Array.from({ length: columns }, (_, column) => {
    if (!completesImages(config)) return column;
    const example = dataset.testLabels.indexOf(column);
    return example === -1 ? column % dataset.testCount : example;
  });
}
