import { describe, expect, it } from 'vitest';
import { Live } from './live.svelte';

/** Computes when told to. */
function held() {
  const waiting: { wish: string; answer: () => void; fail: () => void }[] = [];
  const live = new Live<string, string>(
    (wish) =>
      new Promise((resolve, reject) => {
        waiting.push({
          wish,
          answer: () => resolve(`${wish}!`),
          fail: () => reject(new Error(`No ${wish}.`)),
        });
      }),
  );
  const next = async () => {
    await expect.poll(() => waiting.length).toBe(1);
    return waiting.shift()!;
  };
  return { live, next };
}

describe('Live', () => {
  it('shows what was under way, then the newest wish, and nothing in between', async () => {
    const { live, next } = held();
    const done = live.want('a');
    void live.want('b');
    void live.want('c');
    (await next()).answer();
    const last = await next();
    expect(live.result).toBe('a!');
    expect(last.wish).toBe('c');
    last.answer();
    await done;
    expect(live.result).toBe('c!');
  });

  it('tells why the newest wish failed, keeps what it shows, and recovers', async () => {
    const { live, next } = held();
    void live.want('a');
    (await next()).answer();
    void live.want('b');
    (await next()).fail();
    await expect.poll(() => live.error?.message).toBe('No b.');
    expect(live.result).toBe('a!');
    const done = live.want('c');
    (await next()).answer();
    await done;
    expect(live.error).toBeNull();
    expect(live.result).toBe('c!');
  });

  it('does not tell of a failure that a newer wish has overtaken', async () => {
    const { live, next } = held();
    const done = live.want('a');
    void live.want('b');
    (await next()).fail();
    (await next()).answer();
    await done;
    expect(live.error).toBeNull();
  });
});
