import { describe, expect, it } from 'vitest';
import { usualLooks } from '../../shared/comparisons';
import { runConfigSchema } from '../../shared/run-config';
import { hostileCall } from '../../shared/testing/hostile-calls';
import { reportOf } from '../storage/testing/report-of';
import { newRunId } from '../storage/testing/samples';
import { readInput } from './handle';

const config = runConfigSchema.parse({});
const runs = [newRunId(), newRunId()] as const;

describe('the input of a call', () => {
  it('names each run once, however often it was sent', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => runs[index % 2]!);
    expect(readInput('runs.mark', { runs: many, starred: true }).runs).toEqual(runs);
    expect(readInput('queue.putBack', { runs: many, order: many }).order).toEqual(runs);
  });

  it.each([
    ['bad elements', 'runs.delete', { runs: Array.from({ length: 100_000 }, () => 'x') }],
    ['more elements than fit', 'runs.delete', { runs: Array.from({ length: 100_001 }, () => 'x') }],
    [
      'fields that do not belong there',
      'runs.get',
      Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field ${index}`, index])),
    ],
    ['a name of 10 MB', 'runs.rename', { run: runs[0], name: 'x'.repeat(10_000_000) }],
    ['a field of 10 MB', 'runs.branch', { changes: { ['x'.repeat(10_000_000)]: 1 } }],
    ['a text as long as texts can be', 'app.copyText', { text: 'x'.repeat(500_000_001) }],
    ['too many tags to take off', 'runs.mark', { runs, removeTags: Array(100_000).fill('tag') }],
    [
      'bad runs to queue',
      'queue.add',
      { tags: [], runs: Array.from({ length: 1000 }, () => ({ config: { ...config, seed: -1 } })) },
    ],
  ] as const)('is refused in few words: %s', (_, channel, input) => {
    const report = reportOf(() => readInput(channel, input));
    expect(report).toMatchObject({ kind: 'invalid-input' });
    expect(JSON.stringify(report).length).toBeLessThan(20_000);
  });

  it('says of how many problems it names the first', () => {
    const input = { runs: Array.from({ length: 2000 }, () => 'x') };
    expect(reportOf(() => readInput('runs.delete', input))).toMatchObject({
      message: expect.stringMatching(/This is the first of 2,000 problems\.$/),
    });
  });

  it('may be views of buffers where lists belong', () => {
    const compared = { ...usualLooks, runs, labels: new Float32Array(3), pair: new Uint8Array(2) };
    expect(reportOf(() => readInput('comparisons.save', { name: 'Both', compared }))).toMatchObject(
      {
        kind: 'invalid-input',
        issues: [{ field: 'compared.labels' }, { field: 'compared.pair' }],
      },
    );
  });

  it('compares a run with others only', () => {
    const compared = { ...usualLooks, runs: [runs[0], runs[0]] };
    expect(reportOf(() => readInput('comparisons.save', { name: 'Same', compared }))).toMatchObject(
      {
        message: 'A comparison has each run at most once.',
      },
    );
  });

  it('is read or refused, whatever it is', () => {
    let state = 1;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let index = 0; index < 1000; index++) {
      const { channel, input } = hostileCall(runs, random);
      const report = reportOf(() => readInput(channel, input));
      expect(report?.kind ?? 'invalid-input', `${channel}: ${report?.message}`).toBe(
        'invalid-input',
      );
    }
  });
});
