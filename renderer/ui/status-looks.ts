import Activity from '@lucide/svelte/icons/activity';
import Check from '@lucide/svelte/icons/check';
import CircleX from '@lucide/svelte/icons/circle-x';
import Clock from '@lucide/svelte/icons/clock';
import Pause from '@lucide/svelte/icons/pause';
import Square from '@lucide/svelte/icons/square';
import Unplug from '@lucide/svelte/icons/unplug';
import type { RunStatus } from '../../shared/run-status';
import type { Icon } from './icon';

interface StatusLook {
  readonly label: string;
  readonly tone: 'neutral' | 'accent' | 'warning' | 'danger';
  readonly icon: Icon;
}

export const statusLooks: Readonly<Record<RunStatus, StatusLook>> = {
  queued: { label: 'Queued', tone: 'neutral', icon: Clock },
  running: { label: 'Running', tone: 'accent', icon: Activity },
  paused: { label: 'Paused', tone: 'neutral', icon: Pause },
  stopped: { label: 'Stopped', tone: 'neutral', icon: Square },
  interrupted: { label: 'Interrupted', tone: 'warning', icon: Unplug },
  failed: { label: 'Failed', tone: 'danger', icon: CircleX },
  done: { label: 'Done', tone: 'neutral', icon: Check },
};
