import { formatCount } from '../ui/format';
import type { Mark } from './comparing.svelte';
import type { TilePlan } from './draw-tiles';

/** What the marked tile is of, in every run. */
export function markWords(
  plan: TilePlan | null,
  mark: Mark | null,
  nameOf: (label: number) => string,
): string {
  if (plan === null || mark === null) return '';
  const { row, column } = mark;
  switch (plan.kind) {
    case 'latents':
    case 'snapshots':
      return `Label ${nameOf(plan.labels[row] ?? 0)}, latent ${column + 1}`;
    case 'images': {
      const { columns, numbers, labels } = plan.images;
      const image = row * columns + column;
      return `Test image ${formatCount(numbers[image] ?? 0)}, a ${nameOf(labels[image] ?? 0)}`;
    }
  }
}
