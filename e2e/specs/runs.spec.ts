import { expect, test } from '../fixtures';
import { NewRunPage } from '../pages/new-run-page';
import { RunPage } from '../pages/run-page';
import { stopped } from '../trainings';

test('a run is renamed where it stands, and keeps its name', async ({ launch }) => {
  const first = await launch();
  await stopped(first, { Before: {} });
  const runs = await first.shell.openRuns();
  await runs.select('Before');
  await runs.rename.click();
  await runs.nameInput.fill('   ');
  await expect(runs.nameInput).toHaveAccessibleDescription('Give the run a name.');
  await runs.nameInput.press('Enter');
  await expect(runs.nameInput).toBeVisible();
  await runs.nameInput.fill('After');
  await runs.nameInput.press('Enter');
  await expect(runs.row('After')).toBeFocused();

  await first.page.keyboard.press('F2');
  await runs.nameInput.fill('Never');
  await runs.nameInput.press('Escape');
  await expect(runs.row('After')).toBeVisible();
  await runs
    .row('After')
    .getByRole('link', { name: 'After' })
    .click({ modifiers: ['Control'] });
  await expect(runs.selected).toHaveText('None selected');
  await runs.row('After').getByRole('link', { name: 'After' }).click();

  const run = new RunPage(first.page);
  await run.rename.click();
  await run.nameInput.fill('Twice');
  await run.nameInput.press('Enter');
  await expect(run.heading).toHaveText('Twice');
  await first.quit();

  const second = await launch();
  await expect((await second.shell.openRuns()).row('Twice')).toBeVisible();
});

test('a row keeps the focus when it, or another one, goes to another place', async ({ launch }) => {
  const app = await launch();
  await stopped(app, { B: {}, C: {}, D: {} });
  const runs = await app.shell.openRuns();
  await runs.table.getByRole('button', { name: 'Name' }).click();
  await expect(runs.rows).toHaveText([/^\s*B\s/, /^\s*C\s/, /^\s*D\s/]);
  const [b, , d] = await app.invoke('runs.list');

  await runs.row('B').focus();
  await app.invoke('runs.rename', { run: b!.id, name: 'E' });
  await expect(runs.rows).toHaveText([/^\s*C\s/, /^\s*D\s/, /^\s*E\s/]);
  await expect(runs.row('E')).toBeFocused();
  await app.invoke('runs.rename', { run: d!.id, name: 'A' });
  await expect(runs.rows).toHaveText([/^\s*A\s/, /^\s*C\s/, /^\s*E\s/]);
  await expect(runs.row('E')).toBeFocused();
  await app.invoke('runs.rename', { run: b!.id, name: 'B' });
  await expect(runs.rows).toHaveText([/^\s*A\s/, /^\s*B\s/, /^\s*C\s/]);
  await expect(runs.row('B')).toBeFocused();
});

test('what is deleted comes back by undo, and only then', async ({ launch }) => {
  const first = await launch();
  await stopped(first, { One: {}, Two: {}, Three: {} });
  const runs = await first.shell.openRuns();
  await expect(runs.rows).toHaveCount(3);

  await runs.select('Two');
  await runs.delete.click();
  await expect(runs.row('Two')).toBeHidden();
  await expect(first.shell.messages).toContainText('Deleted “Two”.');
  await first.shell.messages.getByRole('button', { name: 'Undo' }).click();
  await expect(runs.row('Two')).toBeVisible();
  await expect(runs.rows).toHaveCount(3);

  await runs.select('One');
  await first.page.keyboard.press('Control+a');
  await first.page.keyboard.press('Delete');
  await expect(first.shell.messages).toContainText('Deleted 3 runs.');
  await expect(runs.emptyState).toBeVisible();
  await first.page.keyboard.press('Control+z');
  await expect(runs.rows).toHaveCount(3);

  await runs.select('Three');
  await first.page.keyboard.press('Delete');
  await expect(runs.rows).toHaveCount(2);
  await first.quit();

  const second = await launch();
  const left = await second.shell.openRuns();
  await expect(left.rows).toHaveCount(2);
  await expect(left.row('Three')).toBeHidden();
});

test('a run is duplicated and edited: all but what was changed is the same', async ({ launch }) => {
  const app = await launch();
  const config = { encoderSizes: [48], latentDimensions: 5, beta: 2, epochs: 2, trainLimit: 2000 };
  await stopped(app, { Original: config });
  await app.invoke('queue.setPaused', { paused: true });
  const runs = await app.shell.openRuns();
  await runs.select('Original');
  await app.page.keyboard.press('d');
  const newRun = new NewRunPage(app.page);
  await newRun.heading.waitFor();
  await expect(newRun.field('Encoder layers')).toHaveValue('48');
  await newRun.fill({ Beta: '4', Name: 'Copy' });
  await newRun.start();
  const [original, copy] = await app.invoke('runs.list');
  expect(copy?.name).toBe('Copy');
  expect(copy?.config).toEqual({ ...original?.config, beta: 4 });
  expect(original?.config.beta).toBe(2);
});

test('notes are written on while their run changes, and belong to the run they were begun on', async ({
  launch,
}) => {
  const app = await launch();
  await stopped(app, { One: {}, Two: {} });
  const runs = await app.shell.openRuns();
  await runs.select('One');
  await app.page.keyboard.press('i');
  const notes = runs.details.getByLabel('Notes');
  await notes.focus();
  await app.page.keyboard.type('Blurred');
  const field = await notes.elementHandle();
  const [one] = (await app.invoke('runs.list')).filter(({ name }) => name === 'One');
  await app.invoke('runs.rename', { run: one!.id, name: 'One of ten' });
  await expect(runs.row('One of ten')).toBeVisible();
  await app.page.keyboard.type(' fours.');
  await expect(notes).toHaveValue('Blurred fours.');
  expect(await field.evaluate((element) => element.isConnected)).toBe(true);

  await runs.select('Two');
  await expect(notes).toHaveValue('');
  const written = async () => (await app.invoke('runs.get', { run: one!.id })).notes;
  await expect.poll(written).toBe('Blurred fours.');
});

test('many runs are starred and tagged at once, and by undo only those that were changed', async ({
  launch,
}) => {
  const app = await launch();
  await stopped(app, { One: {}, Two: {}, Three: {} });
  const runs = await app.shell.openRuns();
  await runs.select('Two');
  await app.page.keyboard.press('s');
  await expect(runs.star).toHaveAccessibleName('Remove the stars (S)');
  await app.page.keyboard.press('Control+a');
  await app.page.keyboard.press('s');
  await expect(app.shell.messages).toContainText('Starred 2 runs.');
  await app.page.keyboard.press('Control+z');
  const starred = async () =>
    (await app.invoke('runs.list')).filter((run) => run.starred).map(({ name }) => name);
  await expect.poll(starred).toEqual(['Two']);

  await app.page.keyboard.press('t');
  await app.page.keyboard.type('all');
  await app.page.keyboard.press('Enter');
  await expect(app.shell.messages).toContainText('Tagged 3 runs “all”.');
  await runs.details.getByRole('button', { name: 'Remove tag all' }).click();
  await expect(app.shell.messages).toContainText('Took the tag “all” off 3 runs.');
  await app.page.keyboard.press('Escape');
  await runs.row('One').focus();
  await app.page.keyboard.press('Control+z');
  const tags = async () => (await app.invoke('runs.list')).map((run) => run.tags);
  await expect.poll(tags).toEqual([['all'], ['all'], ['all']]);
});

test('runs are filtered as one types', async ({ launch }) => {
  const app = await launch();
  await stopped(app, { Wide: { latentDimensions: 20 }, Narrow: { latentDimensions: 2 } });
  const runs = await app.shell.openRuns();
  await app.page.keyboard.press('/');
  await expect(runs.filter).toBeFocused();
  await runs.filter.fill('z:20 status:stopped');
  await expect(runs.rows).toHaveCount(1);
  await expect(runs.row('Wide')).toBeVisible();
  await runs.filter.fill('z:3');
  await app.page.getByRole('button', { name: 'Show all runs' }).click();
  await expect(runs.rows).toHaveCount(2);
  await runs.filter.fill('beta>many');
  await expect(app.page.getByRole('alert')).toBeVisible();
});

test('a run is deleted from its own view, and comes back by undo', async ({ launch }) => {
  const app = await launch();
  await stopped(app, { Doubtful: {} });
  const runs = await app.shell.openRuns();
  const run = await runs.open('Doubtful');
  await app.page.getByRole('main').getByRole('button', { name: 'Delete (Delete)' }).click();
  await expect(runs.emptyState).toBeVisible();
  await app.page.keyboard.press('Control+z');
  await expect(runs.row('Doubtful')).toBeVisible();

  await runs.open('Doubtful');
  await expect(run.heading).toHaveText('Doubtful');
  await app.page.keyboard.press('d');
  await expect(app.page.getByRole('textbox', { name: 'Name' })).toHaveValue('Doubtful, again');
});
