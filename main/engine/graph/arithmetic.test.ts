import { expect, it } from 'vitest';
import { arithmeticOf, hasBfloat16, multipliesBfloat16 } from './arithmetic';

it.each([
  ['flags\t\t: fpu avx512f avx512_bf16 vaes', true],
  ['flags\t\t: fpu avx512_fp16 amx_bf16 amx_tile', true],
  ['flags\t\t: fpu avx2 f16c', false],
  // Without AVX-512, TensorFlow does not use what converts alone.
  ['flags\t\t: fpu avx2 avx_ne_convert', false],
  ['model name\t: avx512_bf16\nflags\t\t: fpu', false],
])('reads from %j whether it multiplies in bfloat16', (line, expected) => {
  expect(hasBfloat16(`processor\t: 0\n${line}\nbugs\t\t:\n`)).toBe(expected);
});

it('emulates bfloat16 alone, and only where there are no instructions for it', () => {
  expect(arithmeticOf('float32')).toBe('float32');
  expect(arithmeticOf('bfloat16')).toBe(multipliesBfloat16() ? 'bfloat16' : 'rounded to bfloat16');
});
