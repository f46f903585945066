import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { damagedMnist, mnistBytes, repairMnist, type MnistFile } from '../mnist';
import { brief } from '../trainings';

interface Damage {
  readonly what: string;
  readonly file: MnistFile;
  readonly bytes: () => Promise<Uint8Array>;
  /** What is told besides the file. */
  readonly told: RegExp;
}

const damages: readonly Damage[] = [
  {
    what: 'cut short',
    file: 'train-images-idx3-ubyte',
    bytes: () => mnistBytes('train-images-idx3-ubyte', 1_000_000),
    told: /too short: .*47,040,016 bytes.*found 1,000,000 bytes/,
  },
  {
    what: 'another file',
    file: 't10k-labels-idx1-ubyte',
    bytes: () => mnistBytes('t10k-images-idx3-ubyte', 10_008),
    told: /expected .*0x00000801.*found .*0x00000803/,
  },
];

for (const { what, file, bytes, told } of damages) {
  test(`a dataset file that is ${what} fails the run by name, and nothing else`, async ({
    launch,
    folder,
  }) => {
    const mnist = join(folder, 'mnist');
    const path = await damagedMnist(mnist, file, await bytes());
    const app = await launch({ mnist });
    const newRun = await app.shell.openNewRun();
    await newRun.fill({ ...brief, Name: 'Unlucky' });
    const run = await newRun.start();
    await expect(run.status).toHaveText('Failed');
    await expect(run.notice).toContainText(path);
    await expect(run.notice).toContainText(told);

    const runs = await app.shell.openRuns();
    await expect(runs.row('Unlucky')).toContainText('Failed');
    await repairMnist(mnist, file);
    await runs.open('Unlucky');
    await run.resume.click();
    await expect(run.status).toHaveText('Done');
    await expect(run.notice).toBeHidden();
  });
}
