import { describe, expect, it } from 'vitest';
import { parseFilter } from './filter';
import { testRun } from './testing';

const runs = [
  testRun(1, { name: 'First try', tags: ['conv'], config: { latentDimensions: 20 } }),
  testRun(2, { name: 'second', status: 'failed', bestNegativeElbo: null, starred: true }),
  testRun(3, {
    name: 'Third',
    bestNegativeElbo: 101.5,
    config: { beta: 4, encoderSizes: [500, 500] },
  }),
];

/** Numbers of the runs that fit. */
function found(text: string): readonly number[] {
  const { matches } = parseFilter(text);
  return runs.flatMap((run, index) => (matches(run) ? [index + 1] : []));
}

describe('filter', () => {
  it.each([
    ['lr 1e-3, beta 2', 'name:"lr 1e-3, beta 2"'],
    ['lr 1e-3, beta 2', 'name:1e-3,'],
    ['a 5" digit', 'name:"5"" digit"'],
    ['a 5" digit', '"5"" d"'],
    ['-minus', '"-minus"'],
    ['lr:1', '"lr:1"'],
    ['C:\\\\runs\\new', 'name:C:\\\\runs\\n'],
    ['Café'.normalize('NFD'), 'CAFÉ'.normalize('NFC')],
    ['手書き、数字', 'name:き、数'],
  ])('finds the name %j by %j', (name, text) => {
    const { matches, errors } = parseFilter(text);
    expect(errors).toEqual([]);
    expect(matches(testRun(9, { name }))).toBe(true);
  });

  it.each([
    ['a, b', 'tag:"a, b"'],
    ['a,b', 'tag:a,b'],
    ['"quoted"', 'tag:"""quoted"""'],
    ['x:1', 'tag:x:1'],
  ])('finds the tag %j by %j', (tag, text) => {
    const { matches, errors } = parseFilter(text);
    expect(errors).toEqual([]);
    expect(matches(testRun(9, { tags: [tag] }))).toBe(true);
    expect(matches(testRun(9, { tags: [tag.replaceAll(/[,":]/g, '-')] }))).toBe(false);
  });

  it.each([
    ['', [1, 2, 3]],
    ['  ', [1, 2, 3]],
    ['TRY', [1]],
    ['z:20', [1]],
    ['z=20', [1]],
    ['z:2', [2, 3]],
    ['latentDimensions:20', [1]],
    ['status:done', [1, 3]],
    ['status:fail', [2]],
    ['-status:done', [2]],
    ['beta>1', [3]],
    ['beta>=1 beta<4', [1, 2]],
    ['beta<=1', [1, 2]],
    ['loss<110', [3]],
    ['loss:100..110', [3]],
    ['beta:1..4', [1, 2, 3]],
    ['-beta:0.5..1', [3]],
    ['lr:1e-4..1e-3', [1, 2, 3]],
    ['loss>0', [1, 3]],
    ['tag:conv', [1]],
    ['is:starred', [2]],
    ['encoder:500,500', [3]],
    ['encoder:500-500', [3]],
    ['encoder:"500, 500"', [3]],
    ['500-500', [3]],
    ['name:"first try"', [1]],
    ['"first try"', [1]],
    ['first second', []],
    ['z:20 status:done beta:1 tag:conv try', [1]],
    ['lr:1e-3', [1, 2, 3]],
  ])('%j finds %j', (text, numbers) => {
    expect(parseFilter(text).errors).toEqual([]);
    expect(found(text)).toEqual(numbers);
  });

  it.each([
    ['colour:3', /no field “colour”\. Fields are name, status, tag/],
    ['z:many', /“z” is a number: write for instance z:1/],
    ['z:2..', /“z” is a number: write for instance z:1 or z:1\.\.5/],
    ['status:finished', /“status:finished” fits no run: “status” is one of queued, running/],
    ['is:old', /“is” is one of starred/],
    ['beta>', /Give a value after “beta>”/],
    ['status>done', /“status” is no number: write status:done/],
  ])('says what is wrong with %j', (text, message) => {
    const { errors } = parseFilter(text);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(message);
  });

  it('still applies the terms that it could read', () => {
    expect(found('colour:3 z:20')).toEqual([1]);
    expect(found('"unfinished quote')).toEqual([]);
  });

  it('reads the present state of a run that changed', () => {
    const { matches } = parseFilter('renamed');
    const run = runs[0]!;
    expect(matches(run)).toBe(false);
    expect(matches({ ...run, name: 'Renamed' })).toBe(true);
  });
});
