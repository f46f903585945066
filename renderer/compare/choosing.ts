import type { RunId } from '../../shared/ids';
import { router } from '../ui/router.svelte';

/** Puts these runs side by side, and into the address: the way back leads to those before. */
export function take(runs: readonly RunId[]): void {
  router.navigate('compare', runs.length === 0 ? null : runs.join(','));
}
