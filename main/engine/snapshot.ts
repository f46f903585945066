import type { RunConfig } from '../../shared/run-config';
import {
  snapshotColumns,
  snapshotLatents,
  snapshotStyles,
  type Snapshot,
} from '../../shared/snapshots';
import { labelsIn, type Dataset } from './data/idx';
import type { Engine } from './engine';
import { grayLevels } from './gray-levels';
import { completesImages } from './model/conditioning';

/** Images of a snapshot. */
export function snapshotCells(config: RunConfig, dataset: Dataset): number {
  return snapshotStyles * columnConditions(config, dataset).length;
}

/** Decodes the latents of every snapshot with the weights as they are. */
export function takeSnapshot(
  engine: Engine,
  config: RunConfig,
  dataset: Dataset,
  epoch: number,
): Snapshot {
  const ofColumn = columnConditions(config, dataset);
  const columns = ofColumn.length;
  const byLabel = config.conditioning === 'label';
  const latents = snapshotLatents(columns, config.latentDimensions, byLabel);
  const conditions = Int32Array.from(
    { length: snapshotStyles * columns },
    (_, cell) => ofColumn[cell % columns]!,
  );
  const pixels = grayLevels(engine.decode(latents, conditions));
  return { epoch, rows: snapshotStyles, columns, pixels };
}

/** The condition that a column's cells share: a label that has images, or the first test image with a label. */
function columnConditions(config: RunConfig, dataset: Dataset): readonly number[] {
  if (config.conditioning === 'label') return labelsIn(dataset.trainLabels, dataset.testLabels);
  return Array.from({ length: snapshotColumns }, (_, column) => {
    if (!completesImages(config)) return column;
    const example = dataset.testLabels.indexOf(column);
    return example === -1 ? column % dataset.testCount : example;
  });
}
