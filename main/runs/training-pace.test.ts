import { expect, it } from 'vitest';
import { TrainingPace } from './training-pace';

it('estimates from the steps done since it started, once there are enough', () => {
  const pace = new TrainingPace(100, 50, 250);
  expect(pace.secondsLeft(101, 60)).toBeNull();
  expect(pace.secondsLeft(110, 150)).toBe(10);
  expect(pace.secondsLeft(120, 250)).toBe(0);
});
