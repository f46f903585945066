import type { Component } from 'svelte';
import Compass from '@lucide/svelte/icons/compass';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import Plus from '@lucide/svelte/icons/plus';
import Rows3 from '@lucide/svelte/icons/rows-3';
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
  readonly within?: string;
  /** The application menu's accelerator, to be shown. */
  readonly keys?: readonly string[];
  readonly load: () => Promise<{ readonly default: ViewComponent }>;
}

/** Every view of the window, in the order of the rail. The first is the one to begin with. */
export const views: readonly View[] = [
  {
    id: 'runs',
    title: 'Runs',
    icon: Rows3,
    keys: ['Ctrl', '1'],
    load: () => import('./runs/RunsView.svelte'),
  },
  {
    id: 'new',
    title: 'New run',
    icon: Plus,
    keys: ['Ctrl', '2'],
    load: () => import('./new-run/NewRunView.svelte'),
  },
  {
    id: 'run',
    title: 'Run',
    icon: null,
    within: 'runs',
    load: () => import('./run/RunView.svelte'),
  },
  {
    id: 'sheets',
    title: 'Sheets',
    icon: Grid3x3,
    keys: ['Ctrl', '3'],
    load: () => import('./sheets/SheetsView.svelte'),
  },
  {
    id: 'explore',
    title: 'Explore',
    icon: Compass,
    keys: ['Ctrl', '4'],
    load: () => import('./explore/ExploreView.svelte'),
  },
];
