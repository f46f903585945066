import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activityOf, Heartbeat, type Activity } from './heartbeat';

/** A process as the system sees it, and what was heard of its heart. */
let activity: Activity | null;
let heard: string[];
let heart: Heartbeat;

beforeEach(() => {
  activity = { computed: 100, isHeld: false };
  heard = [];
  heart = new Heartbeat({
    ask: () => heard.push('ask'),
    activity: () => activity,
    onSilence: (isSilent) => heard.push(isSilent ? 'silent' : 'responds'),
    onHang: () => heard.push('hangs'),
  });
});

/** Lets seconds pass; `during` is what the process does in each. Returns what was heard. */
function pass(seconds: number, during: () => void = () => undefined): string[] {
  heard.length = 0;
  for (let second = 0; second < seconds; second++) {
    heart.beat();
    during();
  }
  return heard.filter((each) => each !== 'ask');
}

const compute = (hundredths: number) => () => {
  activity = { computed: (activity?.computed ?? 0) + hundredths, isHeld: false };
};

describe('the heartbeat of a process', () => {
  it('asks a process that answers once a second', () => {
    expect(pass(30, () => heart.answered())).toEqual([]);
    expect(heard).toHaveLength(30);
  });

  it('tells within ten seconds that a process hangs, and gives it up within five more', () => {
    pass(1);
    expect(pass(9)).toEqual(['silent']);
    expect(pass(5)).toContain('hangs');
  });

  it('takes a process that computes for one at work, however long it does not answer', () => {
    expect(pass(300, compute(20))).toEqual([]);
  });

  it('takes next to no processor time, as of timers of its other threads, for none', () => {
    expect(pass(12, compute(0.1))).toEqual(['silent', 'hangs']);
  });

  it.each([{ computed: 100, isHeld: true }, null])(
    'gives up no process that waits for a disk, or of which nothing is known: %j',
    (seen) => {
      activity = seen;
      expect(pass(300)).toEqual([]);
    },
  );

  it('gives up sooner what somebody waits for, even if it computes', () => {
    pass(1);
    heart.isAwaited = true;
    expect(pass(5)).toContain('hangs');

    heart.answered();
    pass(1);
    expect(pass(55, compute(20))).toEqual([]);
    expect(pass(10, compute(20))).toContain('hangs');
  });

  it('tells that a process responds again, or is gone', () => {
    pass(9);
    heart.answered();
    expect(heard.at(-1)).toBe('responds');
    expect(pass(9)).toEqual(['silent']);
    heart.end();
    expect(heard.at(-1)).toBe('responds');
  });
});

describe('activityOf', () => {
  const children = new Set<{ kill: (signal: NodeJS.Signals) => void }>();
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
  });

  it('sees processor time of this process, and none of one that is stopped', async () => {
    const before = activityOf(process.pid)!;
    while (activityOf(process.pid)!.computed < before.computed + 5) JSON.stringify(before);

    const child = spawn('sh', ['-c', 'kill -STOP $$; exit 0'], { stdio: 'ignore' });
    children.add(child);
    await once(child, 'spawn');
    const first = activityOf(child.pid!)!;
    expect(first).toMatchObject({ isHeld: false });
    expect(activityOf(child.pid!)!.computed).toBeLessThan(first.computed + 5);
  });

  it('knows nothing of a process that is not there', () => {
    expect(activityOf(2 ** 30)).toBeNull();
  });
});
