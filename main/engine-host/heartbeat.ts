import { readFileSync } from 'node:fs';

/** What a process did so far, as the system knows it. */
export interface Activity {
  /** Processor time of all its threads, in hundredths of a second. */
  readonly computed: number;
  /** Whether it waits for a disk, or a debugger holds it. */
  readonly isHeld: boolean;
}

export interface HeartbeatOptions {
  /** Asks the process for an answer. */
  readonly ask: () => void;
  /** Null where the system does not tell: the process then counts as at work. */
  readonly activity: () => Activity | null;
  /** Called when the process stops responding, and when it responds again or is gone. */
  readonly onSilence: (isSilent: boolean) => void;
  /** Called when the process is given up. */
  readonly onHang: () => void;
}

/** Beats without a sign of life until it is said that a process does not respond, and until it is given up. */
const noticedAfter = 6;
const givenUpAfter = 10;
/** The same for one that somebody waits for, as to pause a run. */
const awaitedFor = 3;
/** Beats for which somebody waits for a process that computes, but answers nothing. */
const longestWait = 60;
/** Less than this since the last sign of life is no work, but what a process does that waits for a lock. */
const leastWork = 5;

/**
 * Tells a process that hangs from one that is busy. Both leave questions unanswered, since a native call of many
 * seconds lets no message in, but only the busy one uses the processor. Time is counted in beats of our own
 * process: what stops all of them, such as Ctrl-Z or a laptop's lid, stops the count as well.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  /** Whether somebody waits for the process. */
  isAwaited = false;
  #hasAnswered = true;
  /** Beats since the last answer. */
  #unanswered = 0;
  /** Beats since the last sign of life. */
  #silent = 0;
  #lastSeen: Activity | null = null;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  /** To be called once a second. */
  beat(): void {
    const { ask, onSilence, onHang } = this.#options;
    if (this.#hasAnswered) {
      this.#hasAnswered = false;
      ask();
      return;
    }
    this.#unanswered++;
    if (this.#isAtWork()) this.#showsLife();
    else if (++this.#silent === noticedAfter) onSilence(true);
    const hangs = this.isAwaited
      ? this.#silent >= awaitedFor || this.#unanswered >= longestWait
      : this.#silent >= givenUpAfter;
    if (hangs) onHang();
  }

  /** The process has answered. */
  answered(): void {
    this.#showsLife();
    this.#hasAnswered = true;
    this.#unanswered = 0;
    this.#lastSeen = null;
  }

  /** The process is gone, which ends its silence too. */
  end(): void {
    this.#showsLife();
  }

  #showsLife(): void {
    const wasNoticed = this.#silent >= noticedAfter;
    this.#silent = 0;
    if (wasNoticed) this.#options.onSilence(false);
  }

  #isAtWork(): boolean {
    const now = this.#options.activity();
    const before = this.#lastSeen;
    const isAtWork =
      now === null || now.isHeld || before === null || now.computed - before.computed >= leastWork;
    if (isAtWork) this.#lastSeen = now;
    return isAtWork;
  }
}

/** Of a process of this machine. Null where the system has no /proc, and when the process is gone. */
export function activityOf(pid: number): Activity | null {
  try {
    // Its name, in brackets, may hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, user, system] = [fields[0]!, Number(fields[11]), Number(fields[12])];
    return { computed: user + system, isHeld: state === 'D' || state === 't' };
  } catch {
    return null;
  }
}
