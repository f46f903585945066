import { dirname } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import type { WrittenSheet } from '../../shared/sheets/service';
import type { WorkOptions } from './drawn-rows';
import type { SheetOrder, SheetService } from './sheet-service';

interface EachOptions extends WorkOptions {
  readonly onWritten?: (sheet: WrittenSheet) => void;
}

/**
 * Writes one sheet after the other.
 *
 * @throws WorkbenchError of `SheetService.write`; where there are several, it tells how many were written before
 */
export async function writeEach(
  sheets: Pick<SheetService, 'write'>,
  orders: readonly SheetOrder[],
  { signal, onProgress, onWritten }: EachOptions,
): Promise<void> {
  for (const [index, order] of orders.entries()) {
    const written = await sheets
      .write(order, {
        signal,
        onProgress: (share) => onProgress?.((index + share) / orders.length),
      })
      .catch((thrown: unknown) => {
        throw stoppedAfter(index, orders, thrown);
      });
    onWritten?.(written);
  }
}

/** What stopped a batch, and how far it came. */
function stoppedAfter(count: number, orders: readonly SheetOrder[], thrown: unknown): unknown {
  if (!(thrown instanceof WorkbenchError) || orders.length === 1) return thrown;
  const { kind, message, remedy } = thrown;
  const folders = new Set(orders.map(({ path }) => dirname(path)));
  const where = folders.size === 1 ? `, in ${[...folders].join('')}` : '';
  const written = `${count} of ${orders.length} sheets were written${where}.`;
  return new WorkbenchError(
    {
      kind,
      message: kind === 'cancelled' ? `Cancelled: ${written}` : `${message} ${written}`,
      ...(remedy === undefined ? {} : { remedy }),
    },
    { cause: thrown },
  );
}
