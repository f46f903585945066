import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { v7 } from 'uuid';
import { z } from 'zod';
import { toErrorReport } from '../../shared/errors';
import { packRuns } from '../../shared/packed-runs';
import type { RunSummary } from '../../shared/runs';
import { thrownBy } from '../cli/testing/thrown-by';
import { damageHandlers } from './damage';
import {
  damagedWorkbench,
  tables,
  withValue as withValueOf,
  type ListedTable,
  type Table,
  type Value,
} from './testing/damaged-workbench';

const damaged = damagedWorkbench();
const { workbench, comparisons, sheetLibrary, datasets, good, bad } = damaged;
const damage = damageHandlers({ runs: workbench, comparisons, sheetLibrary, datasets });
const withValue = (table: Table, column: string, value: Value, look: () => void): void =>
  withValueOf(damaged, [table, column, value], look);

afterAll(() => workbench.remove());
beforeEach(() => {
  vi.spyOn(console, 'error').mockReturnValue();
});

const long = 'x'.repeat(10_000_000);
const hostile: Readonly<Record<string, readonly Value[]>> = {
  TEXT: [
    '',
    '{"a":',
    'null',
    '[]',
    '{}',
    '[1,{"a":[null]}]',
    '"text"',
    'a\0b',
    'x'.repeat(500_000),
  ],
  INTEGER: [-1, 0, 2, 300, 2 ** 40, 2n ** 62n, -(2n ** 62n)],
  REAL: [-1, 0, 1e300, Infinity, -Infinity],
  BLOB: [Buffer.alloc(0), Buffer.alloc(1), Buffer.alloc(4), Buffer.alloc(12_000_000)],
};

/** Columns that say where a row belongs: with others, it is another run's, or was deleted. */
const places = ['run', 'purged', 'removed_at'];

function columnsOf(table: Table) {
  return workbench.database
    .pragma(`table_info('${table}')`)
    .map((column) => ({
      name: String(column['name']),
      values: [...hostile[String(column['type'])]!, ...(column['notnull'] === 0 ? [null] : [])],
    }))
    .filter(({ name }) => !places.includes(name) && (name !== 'deleted_at' || table === 'runs'));
}

/** What the window asks for, and what of it is there: good rows, and damaged ones that are told of. */
function ask() {
  const { service, trash, queue, queueEdits, speeds } = workbench;
  const ofRun = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (thrown) {
      expect(toErrorReport(thrown)).toMatchObject({ kind: expect.stringMatching(/damaged|found/) });
      return null;
    }
  };
  const detail = ofRun(() => service.get(bad.id));
  const { runs: trashed } = trash.contents();
  const asked = {
    runs: [...service.list(), ...trashed],
    packed: packRuns([...service.list(), ...queueEdits.runs()]),
    queue: [queue.facts(), speeds()],
    thumbnails: service.thumbnails([good.id, bad.id]),
    comparisons: comparisons.list(),
    sheets: sheetLibrary.made(null).sheets,
    sheet_recipes: sheetLibrary.recipes(),
    datasets: datasets.list().slice(1),
    damaged: damage['damage.list'](),
    lineage: [ofRun(() => service.lineage(good.id)), ofRun(() => service.lineage(bad.id))],
    epoch_metrics: ofRun(() => service.metrics(bad.id)) ?? [],
    step_metrics: (ofRun(() => service.steps(bad.id)) ?? []).map(({ epoch }) => epoch),
    snapshots: service
      .snapshotEpochs(bad.id)
      .map((epoch) => service.snapshot(bad.id, epoch)?.pixels.length),
    checkpoints: detail?.checkpoints ?? [],
    measures: detail?.measures ?? [],
    damageOfRun: ofRun(() => service.damageOf(bad.id)) ?? [],
  };
  return asked;
}

const childTables: readonly (keyof typeof tables)[] = [
  'epoch_metrics',
  'step_metrics',
  'snapshots',
  'checkpoints',
  'measures',
];

const listed = Object.keys(tables).filter((table) => table !== 'settings') as ListedTable[];

describe.each(listed)('a damaged row of %s', (table) => {
  it.each(columnsOf(table))('is told of beside the good ones: $name', ({ name, values }) => {
    for (const value of values) {
      withValue(table, name, value, () => {
        const asked = ask();
        const told = childTables.includes(table) ? asked.damageOfRun : asked.damaged;
        const what = `${name} = ${String(value).slice(0, 20)}`;
        // A measure of a name that this version does not know is one of another version.
        const isForeign = table === 'measures' && name === 'name';
        if (!isForeign) expect(asked[table].length + told.length, what).toBe(tables[table].rows);
        for (const row of told) {
          const sentence = typeof row === 'string' ? row : row.problem;
          expect(sentence, what).toMatch(/^[A-Z].*\.$/);
          expect(sentence.length, what).toBeLessThan(1000);
        }
        expect(asked.runs.map(({ id }) => id)).toContain(good.id);
        expect(JSON.stringify(asked).length, what).toBeLessThan(400_000);
      });
    }
  });
});

describe('what is damaged', () => {
  const sentences = (): readonly string[] => damage['damage.list']().map(({ problem }) => problem);

  it.each([
    ['runs', 'tags', '["a"', 'Its tags must be a list of at most 200 tags.'],
    [
      'runs',
      'tags',
      JSON.stringify(Array.from({ length: 100_000 }, (_, i) => String(i))),
      'Its tags must have at most 100,000 characters.',
    ],
    ['runs', 'error', '{"kind":', 'Its error report must be a kind and a message in JSON.'],
    ['runs', 'config', '{', 'Its configuration cannot be read: it is not valid JSON.'],
    ['runs', 'status', 'asleep', 'Its status must be one that this version knows.'],
    ['runs', 'name', long, 'Its name must have at most 1,000 characters.'],
    ['runs', 'notes', long, 'Its notes must have at most 100,000 characters.'],
    [
      'runs',
      'epochs_done',
      2 ** 40,
      'Its number of epochs must be a whole number from 0 to 10,000.',
    ],
    ['comparisons', 'compared', '{"runs":[]}', 'Its saved view must be a view of two to six runs.'],
    ['sheets', 'recipe', '{', 'Its recipe must be valid JSON.'],
    ['sheet_recipes', 'recipe', '{', 'Its recipe must be valid JSON.'],
    ['datasets', 'sha256', '[]', 'Its checksum must be a checksum of each of four files.'],
  ] as const)('is said in a sentence: %s.%s', (table, column, value, sentence) => {
    withValue(table, column, value, () => expect(sentences()).toEqual([sentence]));
  });

  it.each([
    ['epoch_metrics', 'kl_per_dimension', Buffer.alloc(0), /^The measures of epoch 2 are damaged/],
    [
      'epoch_metrics',
      'kl_per_dimension',
      Buffer.alloc(12),
      /the KL of 3 dimensions instead of 2\.$/,
    ],
    [
      'step_metrics',
      'losses',
      Buffer.alloc(13),
      /^The losses of the steps of epoch 2 are damaged\.$/,
    ],
    ['snapshots', 'pixels', Buffer.alloc(100), /^The digits of epoch 3 are damaged\.$/],
    ['checkpoints', 'epoch', 2 ** 40, /^A checkpoint is damaged\. Its epoch must be/],
    ['measures', 'engine', '{', /^A measure that was taken is damaged\./],
  ] as const)('of a run is said in a sentence: %s.%s', (table, column, value, sentence) => {
    withValue(table, column, value, () => {
      expect(damage['damage.ofRun']({ run: bad.id })).toEqual([expect.stringMatching(sentence)]);
    });
  });

  it('shows the digits of the last epoch that has them whole', () => {
    withValue('snapshots', 'pixels', Buffer.alloc(100), () => {
      expect(workbench.service.thumbnails([bad.id])[0]).toMatchObject({ epoch: 2 });
    });
  });

  it.each([
    ['runs', 'tags', 'run'],
    ['comparisons', 'compared', 'comparison'],
    ['sheets', 'recipe', 'sheet'],
    ['sheet_recipes', 'recipe', 'recipe'],
    ['datasets', 'sha256', 'dataset'],
  ] as const)('can be deleted and put back as it was: %s', (table, column, kind) => {
    const count = (): number => damage['damage.list']().filter((row) => !row.isDeleted).length;
    withValue(table, column, '{', () => {
      const { database } = workbench;
      const { id } = damage['damage.list']()[0]!;
      const stored = () =>
        database
          .prepare<[string], { value: string }>(
            `SELECT ${column} AS value FROM ${table} WHERE id = ?`,
          )
          .get(id);
      // The run in the trash frees the dataset that it was made with.
      void damage['damage.remove']({ kind, id });
      expect(count()).toBe(0);
      damage['damage.restore']({ kind, id });
      expect(count()).toBe(1);
      expect(stored()).toEqual({ value: '{' });
    });
  });

  it('keeps no run from being queued, marked or exported', () => {
    withValue('runs', 'error', '{', () => {
      const { service } = workbench;
      const made = workbench.create();
      service.mark([made.id, good.id], { addTags: ['kept'] });
      expect(service.list().map(({ id }) => id)).toEqual([good.id, made.id]);
      expect(toErrorReport(thrownBy(() => service.get(bad.id)))).toMatchObject({
        kind: 'database-damaged',
        message: expect.stringContaining('Its error report must be a kind and a message in JSON.'),
      });
    });
  });

  it('of a setting is its own default, which the log tells once', () => {
    withValue('settings', 'value', '{', () => {
      const { settings } = workbench.stores;
      expect(settings.get('bad', z.number())).toBeUndefined();
      expect(settings.get('bad', z.number())).toBeUndefined();
      expect(settings.get('good', z.number())).toBe(1);
      expect(console.error).toHaveBeenCalledTimes(1);
      expect(console.error).toHaveBeenCalledWith(
        'The setting “bad” cannot be read, so its default is used: it is not valid JSON.',
      );
    });
  });
});

describe('runs that branched off from themselves', () => {
  const parent = (of: RunSummary, to: RunSummary): string =>
    `UPDATE runs SET parent_run = '${to.id}', parent_checkpoint = '${v7()}', parent_epoch = 1
      WHERE id = '${of.id}'`;
  const loop = (look: () => void, ...changes: readonly string[]): void =>
    withValue('settings', 'value', '1', () => {
      for (const sql of changes) workbench.database.prepare(sql).run();
      look();
    });

  it('have a line of parents that ends', () => {
    loop(
      () => {
        expect(workbench.service.lineage(bad.id)).toEqual({ ancestors: [], descendants: [] });
        expect(damage['damage.ofRun']({ run: bad.id })).toEqual([
          'The runs that it branched off from lead back to itself.',
        ]);
      },
      parent(bad, bad),
    );
  });

  it('are told of once each in a circle of two', () => {
    loop(
      () => {
        const { ancestors, descendants } = workbench.service.lineage(bad.id);
        expect([...ancestors, ...descendants].map(({ id }) => id)).toEqual([good.id]);
      },
      parent(bad, good),
      parent(good, bad),
    );
  });
});

it('has sheets on a page although a page of others is damaged', () => {
  withValue('settings', 'value', '1', () => {
    const { database } = workbench;
    const thumbnail = new Uint8Array(1);
    const { recipe } = sheetLibrary.made(null).sheets[0]!;
    for (let i = 0; i < 60; i++)
      sheetLibrary.record({ recipe: recipe!, path: '/x.png', thumbnail });
    database.pragma('ignore_check_constraints = ON');
    database.prepare(`UPDATE sheets SET recipe = '{' WHERE path = '/x.png'`).run();
    database.pragma('ignore_check_constraints = OFF');
    expect(sheetLibrary.made(null).sheets.map(({ path }) => path)).toEqual([
      '/bad.png',
      '/good.png',
    ]);
  });
});
