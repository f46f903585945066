import { expect, it } from 'vitest';
import { usualLooks } from '../../shared/comparisons';
import { lookWords } from './look-words';

it('says what is to be seen of a saved comparison', () => {
  expect(lookWords(usualLooks)).toBe('Same latents, newest');
  expect(lookWords({ ...usualLooks, anchor: 'images', layout: 'blink', epoch: 3 })).toBe(
    'Same test images, blink, epoch 3',
  );
  expect(lookWords({ ...usualLooks, panel: 'curves', axis: 'seconds' })).toBe(
    'Curves over seconds',
  );
  expect(lookWords({ ...usualLooks, panel: 'table' })).toBe('Settings and measures');
});
