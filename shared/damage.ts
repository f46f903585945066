/** What is stored but cannot be read, and is shown beside what can. Nothing of it is changed. */

export const damagedKinds = ['run', 'comparison', 'sheet', 'recipe', 'dataset'] as const;
export type DamagedKind = (typeof damagedKinds)[number];

/** A stored row that cannot be read. */
export interface DamagedRow {
  readonly id: string;
  /** As far as there is one; the beginning of a long one. */
  readonly name: string;
  /** A sentence: what is wrong with it. */
  readonly problem: string;
}

export interface DamagedItem extends DamagedRow {
  readonly kind: DamagedKind;
  /** Whether it is in the trash. */
  readonly isDeleted: boolean;
}
