import { describe, expect, it } from 'vitest';
import { standardNormals } from '../../shared/random';
import { tileLatents } from './latents';

const z = 3;
const tile = (latents: Float32Array, index: number): number[] => [
  ...latents.subarray(index * z, (index + 1) * z),
];

describe('tileLatents', () => {
  it('gives all rows the same latents where they are shared', () => {
    const latents = tileLatents(7, 2, 4, z, true);
    expect(latents).toHaveLength(2 * 4 * z);
    for (let column = 0; column < 4; column++) {
      expect(tile(latents, 4 + column)).toEqual(tile(latents, column));
    }
    expect(tile(latents, 1)).toEqual([...standardNormals(7, 4 * z).subarray(z, 2 * z)]);
  });

  it('gives each tile its own where they are not', () => {
    const latents = tileLatents(7, 2, 4, z, false);
    const tiles = Array.from({ length: 8 }, (_, index) => tile(latents, index).join());
    expect(new Set(tiles).size).toBe(8);
  });

  it('keeps what is shown when columns are added', () => {
    const [few, more] = [tileLatents(1, 2, 2, z, false), tileLatents(1, 2, 3, z, false)];
    expect(tile(more, 0)).toEqual(tile(few, 0));
    expect(tile(more, 1)).toEqual(tile(few, 1));
    expect(tile(more, 3)).toEqual(tile(few, 2));
  });
});
