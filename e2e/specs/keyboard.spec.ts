import { expect, test } from '../fixtures';
import { chooseFromMenu } from '../main-process';
import { NewRunPage } from '../pages/new-run-page';
import { RunPage } from '../pages/run-page';
import { RunsPage } from '../pages/runs-page';
import { stopped, unhurried } from '../trainings';

test('a run is made, watched and steered with the keyboard alone', async ({ launch }) => {
  const { page, shell } = await launch();
  const { keyboard } = page;
  await shell.view('Runs').focus();
  await keyboard.press('Tab');
  await expect(shell.view('New run')).toBeFocused();
  await keyboard.press('Enter');

  const newRun = new NewRunPage(page);
  await newRun.heading.waitFor();
  await newRun.fill({ ...unhurried, Epochs: '3' });
  await newRun.field('Epochs').press('ArrowUp');
  await expect(newRun.field('Epochs')).toHaveValue('4');
  await keyboard.press('Control+Enter');

  const run = new RunPage(page);
  await run.begun();
  await keyboard.press('p');
  await expect(run.status).toHaveText('Paused');
  await keyboard.press('p');
  await expect(run.status).toHaveText('Done');

  await keyboard.press('[');
  await expect(run.digits).toHaveAccessibleName(/after epoch 3$/);
  await keyboard.press(']');
  await expect(run.digits).toHaveAccessibleName(/after epoch 4$/);
  // Then an epoch is shown for a whole second.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await keyboard.press('Space');
  await expect(run.digits).toHaveAccessibleName(/after epoch [123]$/);
  await expect(run.digits).toHaveAccessibleName(/after epoch 4$/);
  await run.curves('Loss').press('Home');
  await expect(run.curves('Loss')).toHaveAttribute('aria-valuetext', /^epoch 0 .*: Train/);

  await keyboard.press('s');
  await expect(run.star).toHaveAttribute('aria-pressed', 'true');
  await expect(run.status).toHaveText('Done');
  await keyboard.press('F2');
  await run.nameInput.fill('By hand');
  await keyboard.press('Enter');
  await expect(run.heading).toHaveText('By hand');

  await keyboard.press('?');
  await expect(shell.shortcuts).toContainText('Pause or resume');
  await expect(shell.shortcuts).toContainText('The epoch before');
  await keyboard.press('p');
  await keyboard.press('Escape');
  await expect(shell.shortcuts).toBeHidden();
  await expect(run.status).toHaveText('Done');
});

test('the table of runs is walked with the arrow keys', async ({ launch }) => {
  const app = await launch();
  await stopped(app, { First: {}, Second: {}, Third: {} });
  await app.shell.openNewRun();
  const runs = await app.shell.openRuns();
  const { keyboard } = app.page;
  // Newest first.
  await expect(runs.row('Third')).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(runs.row('Second')).toBeFocused();
  await keyboard.press('End');
  await expect(runs.row('First')).toBeFocused();
  await keyboard.press('Enter');
  const run = new RunPage(app.page);
  await expect(run.heading).toHaveText('First');
});

test('the menu opens every view', async ({ launch }) => {
  const { electron, page, shell } = await launch();
  await chooseFromMenu(electron, 'New run');
  await expect(new NewRunPage(page).heading).toBeVisible();
  await chooseFromMenu(electron, 'Sheets');
  await expect(page.getByRole('heading', { name: 'Sheets' })).toBeVisible();
  await chooseFromMenu(electron, 'Runs');
  await expect(new RunsPage(page).heading).toBeVisible();
  await chooseFromMenu(electron, 'Light or dark');
  await expect(shell.theme).not.toHaveAccessibleName('Theme: as the system');
  await chooseFromMenu(electron, 'Keyboard shortcuts');
  await expect(shell.shortcuts).toBeVisible();
});
