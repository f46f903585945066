import type { SortKey } from './sort';

export interface Column {
  readonly key: SortKey | 'curve' | 'digits';
  readonly title: string;
  /** What it means, on hover. */
  readonly explanation?: string;
  readonly numeric: boolean;
}

/** Whether a press on the column's head sorts by it. */
export function isSortable(column: Column): column is Column & { readonly key: SortKey } {
  return column.key !== 'curve' && column.key !== 'digits';
}

/** In the order in which they stand; their widths are `--run-columns` of RunsTable. */
export const columns: readonly Column[] = [
  { key: 'name', title: 'Name', numeric: false },
  { key: 'status', title: 'Status', numeric: false },
  { key: 'config', title: 'Configuration', numeric: false },
  {
    key: 'curve',
    title: 'Test loss',
    explanation: 'Test loss after each epoch, on a scale of its own',
    numeric: false,
  },
  {
    key: 'digits',
    title: 'Digits',
    explanation: 'From the same latent in every run of that size, after the last epoch',
    numeric: false,
  },
  {
    key: 'loss',
    title: 'Best −ELBO',
    explanation:
      'Lowest negative ELBO of the test set after any epoch: reconstruction + KL, whatever beta was trained with. Nats per image, lower is better.',
    numeric: true,
  },
  { key: 'epochs', title: 'Epochs', explanation: 'Epochs finished, of all', numeric: true },
  {
    key: 'speed',
    title: 'Images/s',
    explanation: 'Training images a second over the last epoch',
    numeric: true,
  },
  { key: 'age', title: 'Created', numeric: true },
];
