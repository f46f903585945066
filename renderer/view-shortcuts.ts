import type { Shortcut } from './ui/shortcuts.svelte';

const rename: Shortcut = { keys: ['F2'], does: 'Rename' };
const star: Shortcut = { keys: ['S'], does: 'Star, or remove the star' };
const duplicate: Shortcut = { keys: ['D'], does: 'New run from this one' };
const compare: Shortcut = { keys: ['C'], does: 'Compare' };
const epochBefore: Shortcut = { keys: ['['], does: 'The epoch before' };
const epochAfter: Shortcut = { keys: [']'], does: 'The epoch after' };
const newLatents: Shortcut = { keys: ['N'], does: 'New latents or other test images' };
const selectionKeys: readonly Shortcut[] = [
  { keys: ['Space'], does: 'Select or deselect the run' },
  { keys: ['Shift', '↓'], does: 'Extend the selection' },
  { keys: ['Ctrl', 'A'], does: 'Select all' },
];
const openRun: Shortcut = { keys: ['Enter'], does: 'Open the run' };

/** What keys do in each view. A letter does the same wherever it does something. */
export const viewShortcuts = {
  Runs: [
    { keys: ['/'], does: 'Filter' },
    openRun,
    rename,
    compare,
    star,
    { keys: ['T'], does: 'Change tags' },
    duplicate,
    { keys: ['I'], does: 'Show or hide details' },
    { keys: ['Delete'], does: 'Delete what is selected' },
    { keys: ['→'], does: 'Open the group of seeds' },
    ...selectionKeys,
  ],
  'New run': [{ keys: ['Ctrl', 'Enter'], does: 'Start training' }],
  Queue: [
    { keys: ['Alt', '↑'], does: 'Move the selected runs up' },
    { keys: ['Alt', '↓'], does: 'Move them down' },
    { keys: ['Alt', 'Home'], does: 'Move them to the front' },
    { keys: ['Alt', 'End'], does: 'Move them to the end' },
    { keys: ['Delete'], does: 'Take them out of the queue' },
    openRun,
    ...selectionKeys,
  ],
  Run: [
    { keys: ['P'], does: 'Pause or resume' },
    { keys: ['X'], does: 'Stop' },
    rename,
    star,
    compare,
    { keys: ['B'], does: 'Branch from the last checkpoint' },
    duplicate,
    { keys: ['Delete'], does: 'Delete' },
    { keys: ['Space'], does: 'Play the digits over the epochs' },
    epochBefore,
    epochAfter,
    { keys: ['←', '→'], does: 'On a chart: read its curves' },
    { keys: ['Enter'], does: 'On a chart: show the digits of the epoch read' },
    { keys: ['+', '−', 'F'], does: 'On a chart: zoom in, out, fit' },
  ],
  Compare: [
    { keys: ['0', '–', '9'], does: 'Show or hide a label' },
    newLatents,
    epochBefore,
    epochAfter,
    { keys: ['W'], does: 'Blink: swap the runs, while held or until pressed again' },
    { keys: ['←', '→', '↑', '↓'], does: 'Mark a tile in every run' },
    { keys: ['+', '−', 'F'], does: 'On a chart: zoom in, out, fit' },
  ],
  Explore: [
    {
      keys: ['0', '–', '9'],
      does: 'Choose the label; of more than ten, by its digits. Completion: the next image with it',
    },
    { keys: [',', '.'], does: 'The label before, the label after' },
    newLatents,
    { keys: ['←', '→', '↑', '↓'], does: 'Move in the plane; with Shift in large steps' },
    { keys: ['Home'], does: 'All latents to zero' },
    { keys: ['V'], does: 'Next plane: pad, manifold, test set; with Shift the one before' },
    { keys: ['A'], does: 'Walk: set A here' },
    { keys: ['Shift', 'A'], does: 'Walk: set B here' },
    { keys: ['Enter'], does: 'Test set: go to the nearest image, from the plane' },
    {
      keys: ['Enter'],
      does: 'Draw: set the pen down or lift it, on the paper; arrow keys move it',
    },
    { keys: ['Delete'], does: 'Draw: clear the paper' },
    { keys: ['Ctrl', 'Z'], does: 'Draw: undo' },
  ],
  Sheets: [
    { keys: ['0', '–', '9'], does: 'Add or take away a digit' },
    newLatents,
    { keys: ['+', '−', 'F'], does: 'On the preview: zoom in, out, fit' },
    { keys: ['Ctrl', 'S'], does: 'Export' },
  ],
  Datasets: [rename, { keys: ['Delete'], does: 'Remove the dataset' }],
} as const satisfies Readonly<Record<string, readonly Shortcut[]>>;
