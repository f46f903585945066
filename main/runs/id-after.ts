import { v7 } from 'uuid';

/**
 * A UUIDv7 that sorts after `last`, even if the clock has gone backwards since: ids tell which came first.
 *
 * @param last undefined where it is the first one
 */
export function idAfter(last: string | undefined): string {
  const id = v7();
  return last === undefined || id > last ? id : v7({ msecs: millisecondsOf(last) + 1 });
}

/** The first 48 bits of a UUIDv7: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7 */
function millisecondsOf(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16);
}
