import { expect, it } from 'vitest';
import { WorkPace } from './work-pace';

it('estimates from what was done since a work was first told of, and anew for the next', () => {
  const pace = new WorkPace();
  const left = (work: string, share: number, now: number) => pace.secondsLeft({ work, share }, now);
  expect(left('bound', 0.1, 50)).toBeNull();
  expect(left('bound', 0.105, 51)).toBeNull();
  expect(left('bound', 0.2, 60)).toBeCloseTo(80);
  expect(left('bound', 1, 140)).toBeCloseTo(0);
  expect(left('distance', 0, 141)).toBeNull();
  expect(left('distance', 0.5, 151)).toBeCloseTo(10);
});
