import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { abortOnSignals, endings, Interruption } from './interruption';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

function listening(hasTerminal: boolean) {
  const [signals, controller, exitNow] = [new EventEmitter(), new AbortController(), vi.fn()];
  const stop = abortOnSignals(signals, hasTerminal, controller, exitNow);
  return { signals, exitNow, stop, signal: controller.signal };
}

describe('abortOnSignals', () => {
  it.each(endings)('asks the command to stop at %s', (ending) => {
    const { signals, signal, exitNow } = listening(true);
    signals.emit(ending);
    expect(signal.reason).toBeInstanceOf(Interruption);
    expect(exitNow).not.toHaveBeenCalled();
  });

  it('goes on when a terminal is closed that the command does not use', () => {
    const { signals, signal } = listening(false);
    signals.emit('SIGHUP');
    expect(signal.aborted).toBe(false);
    signals.emit('SIGTERM');
    expect(signal.aborted).toBe(true);
  });

  it('ends at once at the second Ctrl-C, and at nothing else', () => {
    const { signals, exitNow } = listening(true);
    signals.emit('SIGINT');
    vi.advanceTimersByTime(400);
    // The same one, passed on.
    signals.emit('SIGINT');
    vi.advanceTimersByTime(200);
    for (const ending of endings) if (ending !== 'SIGINT') signals.emit(ending);
    expect(exitNow).not.toHaveBeenCalled();
    signals.emit('SIGINT');
    expect(exitNow).toHaveBeenCalledWith(130);
  });

  it('stops listening', () => {
    const { signals, stop } = listening(true);
    stop();
    expect(signals.eventNames()).toEqual([]);
  });
});
