import type { ComparedRun } from './compared-run.svelte';
import { comparing } from './comparing.svelte';
import { looks } from './looks.svelte';
import { imageLines, placeWords } from './words';

/** What is told of a run above its tiles: which state it shows, and how well it does test images. */
export function runLines(run: ComparedRun): string[] {
  const { detail, metrics, tiles } = run;
  if (detail === null) return [];
  const place = placeWords(detail, metrics, looks.epoch, looks.anchor);
  if (looks.anchor !== 'images' || tiles.result === null) return [place];
  const { marked, best, runs } = comparing;
  return [place, ...imageLines(tiles.result, marked, runs.indexOf(run), best)];
}
