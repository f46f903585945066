import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkpointQueries } from './checkpoint-store';
import { comparisonQueries } from './comparison-store';
import { openDatabase, type Database } from './database';
import { datasetQueries } from './dataset-store';
import { measureQueries } from './measure-store';
import { metricsQueries } from './metrics-store';
import { queueSql } from './queue-store';
import { runQueries } from './run-statements';
import { sheetRecipeQueries } from './sheet-recipe-store';
import { sheetQueries } from './sheet-store';
import { snapshotQueries } from './snapshot-store';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { trashQueries } from './trash-store';

let profile: TemporaryProfile;
let database: Database;

beforeEach(() => {
  profile = temporaryProfile();
  database = openDatabase(profile.folder, { holder: 'window' });
});
afterEach(() => {
  database.close();
  profile.remove();
});

function plan(sql: string): readonly string[] {
  const parameters = Array.from(sql.matchAll(/\?/g), () => '');
  return database
    .prepare<string[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters)
    .map(({ detail }) => detail);
}

/** The names of the queries after the stores they belong to. */
const named = Object.entries({
  runs: runQueries,
  queue: { list: queueSql },
  metrics: metricsQueries,
  measures: measureQueries,
  snapshots: snapshotQueries,
  checkpoints: checkpointQueries,
  comparisons: comparisonQueries,
  sheets: sheetQueries,
  sheetRecipes: sheetRecipeQueries,
  trash: trashQueries,
  datasets: datasetQueries,
}).flatMap(([store, queries]) =>
  Object.entries(queries).map(([name, sql]) => [`${store} ${name}`, sql] as const),
);

/** These read a table in the order it is stored in: all of it, or its last row. */
const inOrder = [
  'runs list',
  'runs last',
  'runs unfinished',
  'runs speeds',
  'comparisons list',
  ...['datasets users', 'datasets usages', 'datasets list', 'datasets removed', 'datasets ids'],
];

describe('query plans', () => {
  it.each(named.filter(([name]) => !inOrder.includes(name)))('%s searches', (_, sql) => {
    expect(plan(sql).filter((step) => /^SCAN (?!CONSTANT)|TEMP B-TREE/.test(step))).toEqual([]);
  });

  it.each(named.filter(([name]) => inOrder.includes(name)))('%s reads in order', (_, sql) => {
    expect(plan(sql)).toEqual([expect.stringMatching(/^SCAN \w+$/)]);
  });
});
