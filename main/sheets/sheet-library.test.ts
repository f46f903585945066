import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelOfTests, recipeOfTests } from '../../shared/sheets/testing';
import { openDatabase, type Database } from '../storage/database';
import { openStores } from '../storage/stores';
import { temporaryProfile, type TemporaryProfile } from '../storage/testing/profile';
import { reportOf } from '../storage/testing/report-of';
import { SheetLibrary } from './sheet-library';

let profile: TemporaryProfile;
let database: Database;
let changes: number;

beforeEach(() => {
  profile = temporaryProfile();
  changes = 0;
  database = openDatabase(profile.folder, { holder: 'window' });
});
afterEach(() => {
  database.close();
  profile.remove();
});

function library(): SheetLibrary {
  const { sheets, sheetRecipes: recipes } = openStores(database);
  return new SheetLibrary({ sheets, recipes, changed: () => changes++, now: () => 1000 });
}

/** The library after the workbench was closed and opened again. */
function reopened(): SheetLibrary {
  database.close();
  database = openDatabase(profile.folder, { holder: 'window' });
  return library();
}

const recipe = recipeOfTests({
  kind: 'digits',
  model: modelOfTests(),
  labels: [1, 2],
  count: 3,
  latents: { seed: 7 },
});

const sheet = (path: string) => ({
  recipe,
  thumbnail: Uint8Array.of(1, 2, 3),
  path,
});

describe('SheetLibrary', () => {
  it('lists what was made, newest first, a page at a time', () => {
    const earlier = library();
    const ids = Array.from({ length: 50 }, (_, n) => earlier.record(sheet(`/sheets/${n}.png`)));
    const made = reopened();

    const first = made.made(null);
    expect(first.more).toBe(true);
    expect(first.sheets[0]).toEqual({ ...sheet('/sheets/49.png'), id: ids[49], createdAt: 1000 });
    const second = made.made(first.sheets.at(-1)!.id);
    expect(second.more).toBe(false);
    expect([...first.sheets, ...second.sheets].map(({ id }) => id)).toEqual(ids.toReversed());
  });

  it('takes a sheet off the list and brings it back, until it is opened again', () => {
    const made = library();
    const id = made.record(sheet('/a.png'));
    made.remove(id);
    expect(made.made(null).sheets).toEqual([]);
    made.restore(id);
    expect(made.made(null).sheets).toHaveLength(1);
    made.remove(id);
    const later = reopened();
    later.restore(id);
    expect(later.made(null).sheets).toEqual([]);
    expect(reportOf(() => later.sheet(id))?.kind).toBe('not-found');
    expect(changes).toBe(5);
  });

  it('keeps recipes under names, in their order', () => {
    const kept = library();
    const tenth = kept.keep('Sheet 10', recipe);
    kept.keep('Sheet 9', recipe);
    kept.rename(tenth.id, 'A 10');
    const later = reopened();
    expect(later.recipes().map(({ name }) => name)).toEqual(['A 10', 'Sheet 9']);
    expect(later.recipes()[0]?.recipe).toEqual(recipe);
    later.forget(tenth.id);
    expect(later.recipes().map(({ name }) => name)).toEqual(['Sheet 9']);
    later.recall(tenth.id);
    expect(later.recipes()).toHaveLength(2);
    later.forget(tenth.id);
    expect(reportOf(() => reopened().rename(tenth.id, 'B'))?.kind).toBe('not-found');
  });

  it('tells of a recipe that it does not know without losing it', () => {
    const id = library().record(sheet('/new.png'));
    database.prepare<[string]>(`UPDATE sheets SET recipe = ?`).run('{"version":99}');
    expect(library().sheet(id)).toMatchObject({ recipe: null, path: '/new.png' });
  });
});
