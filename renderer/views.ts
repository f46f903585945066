import type { Component } from 'svelte';
import Columns3 from '@lucide/svelte/icons/columns-3';
import Compass from '@lucide/svelte/icons/compass';
import Database from '@lucide/svelte/icons/database';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Plus from '@lucide/svelte/icons/plus';
import Rows3 from '@lucide/svelte/icons/rows-3';
import { mainViews, type ViewId } from '../shared/views';
import RunsView from './runs/RunsView.svelte';
import type { Icon } from './ui/icon';

/** `param` is what follows the view's id in the route, such as a run's id. */
export type ViewComponent = Component<{ param: string | null }>;

/** A view is shown at `#/<id>` or `#/<id>/<param>`, and loaded when it is first opened. */
export interface View {
  readonly id: string;
  readonly title: string;
  /** Its place in the rail; null for a view that is reached from another one. */
  readonly icon: Icon | null;
  /** The view of the rail that this one belongs to, if it has no place of its own. */
  readonly within?: ViewId;
  /** The application menu's accelerator, to be shown. */
  readonly keys?: readonly string[];
  readonly load: () => Promise<{ readonly default: ViewComponent }>;
}

const parts: Readonly<Record<ViewId, Required<Pick<View, 'icon' | 'load'>>>> = {
  // The one to begin with comes with the page.
  runs: { icon: Rows3, load: () => Promise.resolve({ default: RunsView }) },
  new: { icon: Plus, load: () => import('./new-run/NewRunView.svelte') },
  queue: { icon: ListOrdered, load: () => import('./queue/QueueView.svelte') },
  compare: { icon: Columns3, load: () => import('./compare/CompareView.svelte') },
  explore: { icon: Compass, load: () => import('./explore/ExploreView.svelte') },
  sheets: { icon: Grid3x3, load: () => import('./sheets/SheetsView.svelte') },
  datasets: { icon: Database, load: () => import('./datasets/DatasetsView.svelte') },
};

/** Every view of the window, those of the rail first and in its order. The first is the one to begin with. */
export const views: readonly View[] = [
  ...mainViews.map(({ id, title }, index) => ({
    id,
    title,
    keys: ['Ctrl', String(index + 1)],
    ...parts[id],
  })),
  {
    id: 'run',
    title: 'Run',
    icon: null,
    within: 'runs',
    load: () => import('./run/RunView.svelte'),
  },
];
