/** Settings of the form of a new run that make trainings short: the labels are the form's own. */

/** Two epochs of 20 steps: over in a moment. */
export const brief = {
  'Encoder layers': '32',
  Epochs: '2',
  'Training images': '2000',
} as const;

/** Four epochs of a second or so each, in small steps: time enough to look on and to step in. */
export const unhurried = {
  'Encoder layers': '16',
  Epochs: '4',
  'Batch size': '20',
  'Training images': '20000',
} as const;
