import { beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../../shared/errors';
import { toasts } from './toasts.svelte';

describe('toasts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    for (const { id } of toasts.list) toasts.dismiss(id);
    return () => vi.useRealTimers();
  });

  const messages = () => toasts.list.map(({ message }) => message);

  it('go by themselves, but not while they are held', () => {
    toasts.show('Deleted.');
    vi.advanceTimersByTime(9_000);
    toasts.hold();
    vi.advanceTimersByTime(60_000);
    expect(messages()).toEqual(['Deleted.']);
    toasts.release();
    vi.advanceTimersByTime(10_000);
    expect(messages()).toEqual([]);
  });

  it('keep an error until it is dismissed', () => {
    toasts.showError(
      new WorkbenchError({ kind: 'disk-full', message: 'Full.', remedy: 'Free some.' }),
    );
    vi.advanceTimersByTime(600_000);
    expect(toasts.list[0]?.error).toEqual({
      kind: 'disk-full',
      message: 'Full.',
      remedy: 'Free some.',
    });
  });

  it('undo the newest that can be undone, once', () => {
    const undone: string[] = [];
    toasts.show('First', { label: 'Undo', run: () => undone.push('first') });
    toasts.show('Second', { label: 'Undo', run: () => undone.push('second') });
    toasts.show('Third');
    expect([toasts.actOnNewest(), toasts.actOnNewest(), toasts.actOnNewest()]).toEqual([
      true,
      true,
      false,
    ]);
    expect(undone).toEqual(['second', 'first']);
    expect(messages()).toEqual(['Third']);
  });
});
