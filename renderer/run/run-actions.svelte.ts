import { canGoFurther, isActive, type RunStatus } from '../../shared/run-status';
import type { ExportFormat } from '../../shared/export-protocol';
import type { CheckpointId } from '../../shared/ids';
import { call } from '../api';
import { compareHref } from '../links';
import { annotate, type RunAnnotations } from '../parts/run-marks';
import { deleteRuns, restoreRuns } from '../parts/run-trash';
import { succeeds } from '../succeeds';
import { router } from '../ui/router.svelte';
import { toasts } from '../ui/toasts.svelte';
import type { RunState } from './run-state.svelte';

type Command = 'pause' | 'stop' | 'resume';

/** What a person can do to a run, and what of it is under way. */
export class RunActions {
  readonly #state: RunState;
  #pending = $state<Command | null>(null);

  readonly #status = $derived.by(() => this.#state.detail?.status ?? null);
  readonly canHalt = $derived.by(() => this.#status !== null && isActive(this.#status));
  readonly canResume = $derived.by(() => {
    const { detail } = this.#state;
    return detail !== null && canGoFurther(detail);
  });

  /** What was asked for and has not come about yet: a halt waits for the step at hand. */
  get pending(): Command | null {
    return this.#pending;
  }

  constructor(state: RunState) {
    this.#state = state;
  }

  async pause(): Promise<void> {
    if (this.canHalt) await this.#ask('pause');
  }

  async stop(): Promise<void> {
    if (!this.canHalt || (await this.#ask('stop')) !== 'stopped') return;
    const resume = { label: 'Resume', run: () => void this.resume() };
    toasts.show('Stopped. All that was trained is kept.', resume);
  }

  async resume(): Promise<void> {
    if (this.canResume) await this.#ask('resume');
  }

  /** Pauses what is active, resumes what can be resumed. */
  async toggle(): Promise<void> {
    await (this.canHalt ? this.pause() : this.resume());
  }

  /** Gives the run a star, or takes it off. */
  async star(): Promise<void> {
    const { detail } = this.#state;
    if (detail !== null) await this.annotate({ starred: !detail.starred });
  }

  /** Puts the run where others can be compared with it, once there is something to see of it. */
  compare(): void {
    if ((this.#state.detail?.checkpoints.length ?? 0) > 0)
      location.hash = compareHref([this.#state.id]);
  }

  /** Changes name, star, tags or notes; whether they are stored now. */
  annotate(changes: RunAnnotations): Promise<boolean> {
    return annotate(this.#state.id, changes);
  }

  /** Main tells of the run again, and with it of its checkpoints. */
  async pin(checkpoint: CheckpointId, pinned: boolean): Promise<void> {
    await succeeds(call('checkpoints.pin', { checkpoint, pinned }));
  }

  /** Composes a new run with the same settings. */
  duplicate(): void {
    router.navigate('new', this.#state.id);
  }

  /** Moves the run to the trash, and goes back to the others. */
  async delete(): Promise<void> {
    const { detail } = this.#state;
    if (detail !== null && detail.deletedAt === null && (await deleteRuns([detail]))) {
      router.navigate('runs');
    }
  }

  /** Takes the run out of the trash. */
  async restore(): Promise<void> {
    await restoreRuns([this.#state.id]);
  }

  async exportCheckpoint(checkpoint: CheckpointId, format: ExportFormat): Promise<void> {
    try {
      const saved = await call('checkpoints.export', { checkpoint, format });
      if (saved !== null) toasts.show(`Saved ${saved.path}`);
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  /** The state that came of it; null when nothing did. */
  async #ask(command: Command): Promise<RunStatus | null> {
    if (this.#pending !== null) return null;
    this.#pending = command;
    try {
      const run = await call(`runs.${command}`, { run: this.#state.id });
      this.#state.apply(run);
      return run.status;
    } catch (thrown) {
      toasts.showError(thrown);
      return null;
    } finally {
      this.#pending = null;
    }
  }
}
