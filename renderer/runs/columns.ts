import type { SortKey } from './sort';

export interface Column {
  readonly key: SortKey;
  readonly title: string;
  /** What it means, on hover. */
  readonly explanation?: string;
  readonly numeric: boolean;
}

/** In the order in which they stand; their widths are `--run-columns` of RunsTable. */
export const columns: readonly Column[] = [
  { key: 'name', title: 'Name', numeric: false },
  { key: 'status', title: 'Status', numeric: false },
  { key: 'config', title: 'Configuration', numeric: false },
  {
    key: 'loss',
    title: 'Best loss',
    explanation: 'Lowest test loss after any epoch, nats an image',
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
