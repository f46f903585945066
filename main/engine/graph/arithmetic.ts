import { readFileSync } from 'node:fs';
import type { Precision } from '../../../shared/run-config';

/**
 * How matrices are multiplied; everything else is float32.
 * - `float32`
 * - `bfloat16`: by TensorFlow's kernels of that type. They round both operands, sum the products, which
 *   are exact, in float32, and round the sum.
 * - `rounded to bfloat16`: the same but for the sum's rounding, in float32: for processors without
 *   instructions for bfloat16, where those kernels take more than twice as long as float32's.
 */
export type Arithmetic = Precision | 'rounded to bfloat16';

/** How this machine trains in a precision. */
export function arithmeticOf(precision: Precision): Arithmetic {
  return precision === 'bfloat16' && !multipliesBfloat16() ? 'rounded to bfloat16' : precision;
}

/** Whether this machine's processor multiplies in bfloat16. */
export function multipliesBfloat16(): boolean {
  try {
    return hasBfloat16(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return false;
  }
}

/** Whether processors of this description (Linux's /proc/cpuinfo) have instructions that multiply in bfloat16. */
export const hasBfloat16 = (cpuinfo: string): boolean =>
  /^flags\b.*\b(?:avx512_bf16|amx_bf16)\b/mu.test(cpuinfo);
