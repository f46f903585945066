import { describe, expect, it } from 'vitest';
import type { Shortcut } from './ui/shortcuts.svelte';
import { viewShortcuts } from './view-shortcuts';

const all: readonly Shortcut[] = Object.values(viewShortcuts).flat();

/** Keys that write nothing, such as Enter, arrows and digits, are for what has the focus. */
const isLetter = (key: string) => /^[^\d–]$/.test(key) && !/[←→↑↓]/.test(key);

describe('viewShortcuts', () => {
  it('gives a letter one meaning in all views', () => {
    const meanings = new Map<string, Set<string>>();
    for (const { keys, does } of all) {
      const letters = keys.length === 1 ? keys.filter(isLetter) : [];
      for (const key of letters) meanings.set(key, (meanings.get(key) ?? new Set()).add(does));
    }
    expect(meanings.size).toBeGreaterThan(12);
    for (const [key, means] of meanings) expect([...means], key).toHaveLength(1);
  });

  it('keeps S for the star', () => {
    expect(all.filter(({ keys }) => keys.join() === 'S').map(({ does }) => does)).toEqual(
      Array(2).fill('Star, or remove the star'),
    );
  });
});
