import type { BranchKey } from '../../shared/branching';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { runNameSchema } from '../../shared/ipc/runs';
import { branchName } from '../../shared/run-name';
import type { CheckpointSummary, RunDetail } from '../../shared/runs';
import { call } from '../api';
import { branchTexts, readBranchTexts, type BranchTexts } from './branch-form';

/** A branch being composed. */
export class BranchDraft {
  readonly parent: RunDetail;
  readonly checkpoint: CheckpointSummary;
  #texts: BranchTexts;
  #creating = $state(false);
  #error = $state.raw<ErrorReport | null>(null);

  name = $state('');

  readonly reading = $derived.by(() =>
    readBranchTexts(this.parent.config, this.checkpoint.epoch, this.#texts),
  );
  /** What is wrong with the name; an empty one is made from the configuration. */
  readonly nameIssue = $derived(
    this.name.trim() === ''
      ? undefined
      : runNameSchema.safeParse(this.name).error?.issues[0]?.message,
  );

  constructor(parent: RunDetail, checkpoint: CheckpointSummary) {
    this.parent = parent;
    this.checkpoint = checkpoint;
    this.#texts = $state.raw(branchTexts(parent.config, checkpoint.epoch));
    this.name = branchName(parent.name, checkpoint);
  }

  get texts(): BranchTexts {
    return this.#texts;
  }

  get creating(): boolean {
    return this.#creating;
  }

  /** Why it could not be made. */
  get error(): ErrorReport | null {
    return this.#error;
  }

  set(key: BranchKey, text: string): void {
    this.#texts = { ...this.#texts, [key]: text };
  }

  /** Queues the branch; its id, or null when something is wrong or it is being made already. */
  async create(): Promise<RunId | null> {
    const { changes } = this.reading;
    if (changes === null || this.nameIssue !== undefined || this.#creating) return null;
    this.#creating = true;
    this.#error = null;
    try {
      const { id } = await call('runs.branch', {
        checkpoint: this.checkpoint.id,
        name: this.name.trim(),
        changes,
      });
      return id;
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
      return null;
    } finally {
      this.#creating = false;
    }
  }
}
