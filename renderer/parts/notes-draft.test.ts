import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NotesDraft } from './notes-draft.svelte';

describe('NotesDraft', () => {
  let stored: string[];
  let works: boolean;
  let draft: NotesDraft;

  beforeEach(() => {
    vi.useFakeTimers();
    stored = [];
    works = true;
    draft = new NotesDraft((notes) => {
      if (works) stored.push(notes);
      return Promise.resolve(works);
    });
    draft.take('before');
  });
  afterEach(() => vi.useRealTimers());

  it('stores once after a pause in writing', async () => {
    draft.text = 'a';
    await vi.advanceTimersByTimeAsync(500);
    draft.text = 'ab';
    await vi.advanceTimersByTimeAsync(500);
    expect(stored).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(stored).toEqual(['ab']);
  });

  it('stores at once when it is left, and not again', async () => {
    draft.text = 'left';
    expect(await draft.flush()).toBe(true);
    await vi.advanceTimersByTimeAsync(5000);
    expect(stored).toEqual(['left']);
  });

  it('keeps what is being written when the stored notes change', () => {
    draft.take('from elsewhere');
    expect(draft.text).toBe('from elsewhere');
    draft.text = 'being written';
    draft.take('from elsewhere again');
    expect(draft.text).toBe('being written');
  });

  it('keeps what could not be stored, to be stored later', async () => {
    works = false;
    draft.text = 'kept';
    expect(await draft.flush()).toBe(false);
    draft.take('before');
    expect(draft.text).toBe('kept');
    works = true;
    await draft.flush();
    expect(stored).toEqual(['kept']);
  });

  it('does not store what is too long', async () => {
    draft.text = 'x'.repeat(100_001);
    expect(await draft.flush()).toBe(false);
    expect(draft.problem).toContain('100,000');
    expect(stored).toEqual([]);
  });
});
