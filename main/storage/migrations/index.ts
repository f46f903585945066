import type { Migration } from '../migrate';
import { runs } from './0001-runs';
import { measures } from './0002-measures';
import { comparisons } from './0003-comparisons';
import { sheets } from './0004-sheets';
import { datasets } from './0005-datasets';
import { looks } from './0006-looks';
import { nullJson } from './0007-null-json';
import { negativeElbo } from './0008-negative-elbo';
import { classNames } from './0009-class-names';

/** Every step of the format, oldest first. Append only. */
export const migrations: readonly Migration[] = [
  runs,
  measures,
  comparisons,
  sheets,
  datasets,
  looks,
  nullJson,
  negativeElbo,
  classNames,
];
