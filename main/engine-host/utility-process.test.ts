import { beforeAll, describe, expect, it } from 'vitest';
import { lastWords } from './process-exit';
import { runInElectron } from './testing/electron';
import type { Outcomes } from './testing/utility-process.scenarios';

describe('a managed utility process', () => {
  let outcomes: Outcomes;
  beforeAll(async () => {
    outcomes = await runInElectron<Outcomes>(
      'main/engine-host/testing/utility-process.scenarios.ts',
      ['main/engine-host/testing/obedient-process.ts'],
    );
  }, 60_000);

  it('starts with its first command', () => {
    expect(outcomes.laziness).toEqual({ before: false, answers: ['ready', 'echo'] });
  });

  it('tells a clean end', () => {
    expect(outcomes.finished).toEqual({ kind: 'finished', code: 0, output: '' });
  });

  it('tells a crash, with what was written', () => {
    expect(outcomes.failed).toEqual({
      kind: 'crashed',
      code: 3,
      output: 'no room\n',
      log: 'no room\n',
    });
  });

  it('tells an uncaught exception', () => {
    expect(outcomes.thrown).toMatchObject({ kind: 'crashed', code: 1 });
    expect(outcomes.thrown.kind === 'crashed' && lastWords(outcomes.thrown.output)).toBe(
      'Error: boom',
    );
  });

  it('tells a kill from outside', () => {
    expect(outcomes.killed).toEqual({ kind: 'crashed', code: 9, output: '' });
  });

  it('is started anew by the next command', () => {
    expect(outcomes.revived).toEqual({ same: false, exits: ['crashed', 'stopped'] });
  });

  it('can be stopped while it spins', () => {
    const { exits, milliseconds } = outcomes.stoppedWhileSpinning;
    expect(exits).toEqual([{ kind: 'stopped' }]);
    expect(milliseconds).toBeLessThan(1500);
  });

  it('can be stopped before it was there', () => {
    expect(outcomes.stoppedBeforeItWasThere).toEqual({
      exits: [{ kind: 'stopped' }],
      answers: 0,
    });
  });

  it('is given ports, which close when it dies', () => {
    expect(outcomes.portEchoed).toBe('hello');
    expect(outcomes.portOfDead).toBe('closed');
  });

  it('keeps the end of a long output', () => {
    expect(outcomes.keptOutput).toBe(8192);
  });
});
