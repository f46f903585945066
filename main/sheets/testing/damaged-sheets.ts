import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toErrorReport } from '../../../shared/errors';
import { splitMix32 } from '../../../shared/random';
import { sheetFormats } from '../../../shared/sheets/service';
import { recipeOfTests } from '../../../shared/sheets/testing';
import { readInThread } from '../reading/read-in-thread';
import { chunksOf, pngOf } from './png-chunks';
import { serviceOfTests } from './sheet-service';
import { digits, writeSheet } from './write-sheet';

/**
 * A program that opens damaged sheets as long as it is told to. Each case depends on the seed and its number alone. A
 * case is good when the file is verified or refused in words, within bounds of time and memory. Others are kept.
 *
 * Arguments: the reader's script, a seed, the number of cases, the folder for files that give way. Files named after
 * those are opened as they are, instead.
 */
const [entry = '', seed = '', cases = '', kept = '', ...files] = process.argv.slice(2);

const mostMilliseconds = 15_000;
const mostMemory = 2 ** 30;
/** Bytes by which a damage makes a file larger, at most. */
const mostAdded = 2 ** 23;

type Draw = (below: number) => number;
type Damage = (bytes: Buffer, draw: Draw) => Buffer;

const damages: Readonly<Record<string, Damage>> = {
  'bytes changed': (bytes, draw) => {
    const changed = Buffer.from(bytes);
    for (let i = draw(20); i >= 0; i--) changed[draw(changed.length)] = draw(256);
    return changed;
  },
  'cut off': (bytes, draw) => bytes.subarray(0, draw(bytes.length)),
  'a part taken out': (bytes, draw) => {
    const from = draw(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + draw(2000))]);
  },
  'a part repeated': (bytes, draw) => {
    const from = draw(bytes.length);
    const part = bytes.subarray(from, from + 1 + draw(400));
    const times = draw(Math.ceil(mostAdded / (part.length + 1)));
    const more = Buffer.concat(Array<Buffer>(times).fill(part));
    return Buffer.concat([bytes.subarray(0, from), more, bytes.subarray(from)]);
  },
  'an extreme number in binary': (bytes, draw) => {
    const changed = Buffer.from(bytes);
    const extreme = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff][draw(5)]!;
    if (changed.length >= 4) changed.writeUInt32BE(extreme, draw(changed.length - 3));
    return changed;
  },
  'an extreme number in text': (bytes, draw) => {
    const text = bytes.toString('latin1');
    const numbers = [...text.matchAll(/\d+/g)];
    const chosen = numbers[draw(Math.max(1, numbers.length))];
    if (chosen === undefined) return bytes;
    const extreme = ['0', '-1', '256', '1e308', '4294967296', '9'.repeat(400)][draw(6)]!;
    const end = chosen.index + chosen[0].length;
    return Buffer.from(text.slice(0, chosen.index) + extreme + text.slice(end), 'latin1');
  },
  'chunks of a PNG repeated, left out or changed, with their checksums': (bytes, draw) => {
    if (bytes[0] !== 0x89) return bytes;
    const chunks = chunksOf(bytes);
    const at = draw(chunks.length);
    const { type, data } = chunks[at]!;
    const changed = Buffer.from(data);
    if (changed.length > 0) changed[draw(changed.length)] = draw(256);
    const count = [0, 1, 2, draw(Math.ceil(mostAdded / (data.length + 12)))][draw(4)]!;
    const damaged = Array.from({ length: count }, () => ({ type, data: changed }));
    return pngOf([...chunks.slice(0, at), ...[damaged, chunks.slice(at + 1)].flat()]);
  },
};

async function makeSheets(): Promise<ReadonlyMap<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'cvae-fuzz-'));
  const sheets = new Map<string, Buffer>();
  const recipe = recipeOfTests(digits, { scale: 1, title: 'Damaged', legend: true });
  for (const format of sheetFormats) {
    const { bytes } = await writeSheet(folder, recipe, format, { carryModel: true });
    sheets.set(`sheet.${format}`, bytes);
  }
  sheets.set('sheet.json', readFileSync(join(folder, 'sheet.json')));
  sheets.set('recipe.json', Buffer.from(JSON.stringify(recipe)));
  rmSync(folder, { recursive: true });
  return sheets;
}

/** Null where all is as it should be. */
async function problemOf(bytes: Buffer): Promise<string | null> {
  const { service } = serviceOfTests({ stored: [], read: readInThread(entry) });
  const begun = performance.now();
  let result = 'verified';
  try {
    await service.verify(bytes);
  } catch (thrown) {
    const { kind, message } = toErrorReport(thrown);
    result = `refused (${kind}): ${message}`;
    if (kind === 'internal') return result;
  }
  const milliseconds = performance.now() - begun;
  if (milliseconds > mostMilliseconds) return `${result} after ${Math.round(milliseconds)} ms`;
  const { rss } = process.memoryUsage();
  return rss > mostMemory ? `${result} with ${rss >> 20} MB in use` : null;
}

async function openDamaged(): Promise<void> {
  const sheets = [...(await makeSheets())];
  mkdirSync(kept, { recursive: true });
  let failures = 0;
  for (let number = 0; number < Number(cases); number++) {
    const next = splitMix32(Number(seed) * 1_000_003 + number);
    const draw: Draw = (below) => Math.floor((next() / 2 ** 32) * below);
    const [name, sheet] = sheets[draw(sheets.length)]!;
    const done = Array.from({ length: 1 + draw(3) }, () => {
      return Object.entries(damages)[draw(Object.keys(damages).length)]!;
    });
    const bytes = done.reduce((damaged, [, damage]) => damage(damaged, draw), sheet);
    // There before it is opened, if nothing comes after that.
    const path = join(kept, `${seed}-${number}-${name}`);
    writeFileSync(path, bytes);
    console.log(`${path}: ${done.map(([what]) => what).join(', ')}`);
    const problem = await problemOf(bytes);
    if (problem === null) {
      rmSync(path);
      continue;
    }
    console.error(`  ${problem}`);
    failures++;
  }
  console.log(`${cases} damaged sheets, ${failures} of them gave way`);
}

if (files.length === 0) await openDamaged();
for (const path of files) console.log(`${path}: ${await problemOf(readFileSync(path))}`);
