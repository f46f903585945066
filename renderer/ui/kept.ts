import type { z } from 'zod';

/** What the window keeps for its next start, as JSON. */

/** What was kept; null for nothing, or nothing of this version. */
export function kept<T>(key: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}

/** Null forgets it. */
export function keep(key: string, value: object | null): void {
  if (value === null) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(value));
}
