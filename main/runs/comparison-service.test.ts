import { afterEach, beforeEach, expect, it } from 'vitest';
import { usualLooks, type Compared } from '../../shared/comparisons';
import { ComparisonStore } from '../storage/comparison-store';
import { openDatabase, type Database } from '../storage/database';
import { reportOf } from '../storage/testing/report-of';
import { temporaryProfile, type TemporaryProfile } from '../storage/testing/profile';
import { newRunId } from '../storage/testing/samples';
import { ComparisonService } from './comparison-service';

let profile: TemporaryProfile;
let database: Database;
let service: ComparisonService;
let now = 1_700_000_000_000;

const compared: Compared = {
  ...usualLooks,
  runs: [newRunId(), newRunId()],
};

beforeEach(() => {
  profile = temporaryProfile();
  database = openDatabase(profile.folder, { holder: 'window' });
  service = new ComparisonService(new ComparisonStore(database), () => now++);
});
afterEach(() => {
  database.close();
  profile.remove();
});

it('changes the name or what is compared, and leaves the rest', () => {
  const saved = service.save('First', compared);
  expect(service.change(saved.id, { name: 'Second' })).toEqual({ ...saved, name: 'Second' });
  const other = { ...compared, epoch: 3 };
  service.change(saved.id, { compared: other });
  expect(service.list()).toEqual([{ ...saved, name: 'Second', compared: other }]);
});

it('puts a deleted comparison back where it was', () => {
  const [first, second] = [service.save('First', compared), service.save('Second', compared)];
  service.delete(first.id);
  expect(service.list()).toEqual([second]);
  service.restore(first.id);
  expect(service.list()).toEqual([second, first]);
});

it('does not change what is gone', () => {
  const saved = service.save('First', compared);
  service.delete(saved.id);
  const report = reportOf(() => service.change(saved.id, { name: 'Second' }));
  expect(report).toMatchObject({ kind: 'not-found' });
  expect(service.list()).toEqual([]);
});
