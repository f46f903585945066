import { constants, open, stat } from 'node:fs/promises';
import { WorkbenchError } from '../../shared/errors';

/**
 * The bytes of an ordinary file. Its kind and its size are looked at before it is read, and no more is read than its
 * limit: a pipe or a device would be waited for, and files such as /proc's do not tell their size.
 *
 * @throws WorkbenchError `invalid-input` for anything else, `tooLarge()` for more than `most` bytes; what the file
 * system throws comes through unchanged
 */
export async function readRegularFile(
  path: string,
  most: number,
  tooLarge: () => Error,
): Promise<Buffer> {
  if (!(await stat(path)).isFile()) throw notRegular(path);
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = await file.stat();
    if (size > most) throw tooLarge();
    const parts: Buffer[] = [];
    let length = 0;
    // `end` is the last byte that is read: one more than there may be.
    for await (const part of file.createReadStream({ end: most, highWaterMark: 2 ** 20 })) {
      parts.push(part as Buffer);
      length += (part as Buffer).length;
    }
    if (length > most) throw tooLarge();
    return Buffer.concat(parts, length);
  } finally {
    await file.close();
  }
}

function notRegular(path: string): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `${path} is not an ordinary file: it was not read.`,
    remedy: 'Give the path of a file.',
  });
}
