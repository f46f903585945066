import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../../shared/errors';
import { endings } from './interruption';
import { runCommand } from './main';
import { FakeWorkbench } from './testing/fake-workbench';

class Collected extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
  get objects(): unknown[] {
    return this.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  }
}

let stdout: Collected;
let stderr: Collected;
let signals: EventEmitter;
let workbench: FakeWorkbench;
const open = vi.fn(() => Promise.resolve(workbench));
const exitNow = vi.fn();
beforeEach(() => {
  [stdout, stderr, signals] = [new Collected(), new Collected(), new EventEmitter()];
  workbench = new FakeWorkbench();
  vi.clearAllMocks();
});

const cvae = (...argv: string[]) =>
  runCommand(argv, open, { stdout, stderr, signals, hasTerminal: true, exitNow, program: 'cvae' });

describe('usage', () => {
  it.each([['help'], ['--help'], ['help', 'train'], ['train', '--help'], ['delete', '--help']])(
    'prints help on standard output: %s %s',
    async (...argv) => {
      expect(await cvae(...argv)).toBe(0);
      expect(stdout.text).toMatch(/^Usage: cvae/);
      expect(stderr.text).toBe('');
      expect(open).not.toHaveBeenCalled();
    },
  );

  it('lists presets and keys in the help of train', async () => {
    await cvae('train', '--help');

    expect(stdout.text).toMatch(/seed +The reference/);
    expect(stdout.text).toMatch(/klWarmupEpochs +\S/);
  });

  it.each([
    [[], /Usage: cvae/],
    [['trian'], /unknown command 'trian'[^]*Did you mean train/],
    [['train', '--epoch', '3'], /unknown option '--epoch'[^]*Did you mean --epochs/],
    [['train', 'now'], /too many arguments/],
    [['train', '--preset', 'sead'], /Allowed choices are seed, vae/],
    [['train', '--set', 'beta'], /It must be key=value/],
    [['train', '--set', 'bata=2'], / {2}bata: No such key\. Keys: dataset, /],
    [['train', '--epochs', '0'], / {2}epochs: Epochs must be a whole number from 1 to 10,000/],
    [['train', '--epochs', '2', '--set', 'epochs=3'], / {2}epochs: It was given more than once/],
    [['train', '--name', ' '], /Give the run a name/],
    [['resume'], /missing required argument 'run'/],
    [['sample', 'x'], /required option '--out <file>' not specified/],
    [['sample', 'x', '--out', 'a.png', '--labels', '9-0'], / {2}labels: “9-0” is not a list/],
    [['sample', 'x', '--out', 'a.png', '--count', '0'], / {2}count: Count must be a whole number/],
    [['sample', 'x', '--out', 'a.png', '--scale', '17'], / {2}scale: Scale must be a whole number/],
    [['sheet', 'x.json'], /required option '--out <file>' not specified/],
    [['sheet', 'x.json', '--out', 'a.jpg'], /Choose a name that ends in \.png, \.svg, \.pdf/],
    [['sheet', 'x.json', '--out', 'a.png'], /There is no recipe x\.json that can be read/],
    [['verify'], /missing required argument 'sheet'/],
    [['export', 'x', '--out', 'a', '--checkpoint', 'first'], /It must be best, last or an epoch/],
    [
      ['export', 'x', '--out', 'a', '--format', 'onnx'],
      /Allowed choices are safetensors, savedmodel/,
    ],
  ])('refuses %j with exit code 2, before anything is opened', async (argv, words) => {
    expect(await cvae(...argv)).toBe(2);
    expect(stderr.text).toMatch(words);
    expect(stdout.text).toBe('');
    expect(open).not.toHaveBeenCalled();
  });

  it('says why the database cannot be opened', async () => {
    open.mockRejectedValueOnce(
      new WorkbenchError({ kind: 'database-locked', message: 'In use.', remedy: 'Close it.' }),
    );

    expect(await cvae('runs')).toBe(1);
    expect(stderr.text).toBe('In use.\nClose it.\n');
  });

  it.each([[['runs', '--profile', '/p']], [['--profile', '/p', 'runs']], [['runs']]])(
    'takes the data folder before or after the command: %j',
    async (argv) => {
      await cvae(...argv);

      const named = argv.includes('/p') ? '/p' : undefined;
      expect(open).toHaveBeenCalledWith({ named, mayCreate: false });
      expect(workbench.isOpen).toBe(false);
    },
  );
});

/** The run that `train` has made and waits for. */
async function trained() {
  await vi.waitFor(() => expect(workbench.stored).toHaveLength(1));
  await nextTurn();
  return workbench.stored[0]!.id;
}

describe('train', () => {
  it('prints the events, and only those, on standard output with --json', async () => {
    const ending = cvae('train', '--json', '--epochs', '2', '--name', 'two');
    const run = await trained();
    workbench.finishEpoch(run, 1);
    workbench.finishEpoch(run, 2);
    workbench.end(run, { status: 'done' });

    expect(await ending).toBe(0);
    const epoch = { event: 'epoch', run, reconstruction: 191, kl: 9, seconds: 2.5 };
    expect(stdout.objects).toEqual([
      { event: 'started', run },
      { ...epoch, epoch: 1, trainLoss: 199, testLoss: 200, imagesPerSecond: 24_000 },
      { ...epoch, epoch: 2, trainLoss: 198, testLoss: 199, imagesPerSecond: 24_000 },
      { event: 'done', run, status: 'done', epochs: 2, bestTestLoss: 199 },
    ]);
    expect(workbench.stored[0]).toMatchObject({ name: 'two', config: { epochs: 2 } });
    expect(workbench.isOpen).toBe(false);
  });

  it('says once that a baseline is trained first', async () => {
    const ending = cvae('train', '--preset', 'quadrants-1');
    const run = await trained();
    const epochs = {
      epoch: 1,
      epochs: 50,
      step: 0,
      stepsPerEpoch: 600,
      losses: new Float32Array(),
    };
    const pace = { imagesPerSecond: 9000, share: 0, secondsLeft: null };
    for (const step of [1, 2]) {
      const baseline = { epoch: 1, epochs: 5, step, loss: 150 };
      workbench.events.emit('run-progress', { run, name: '', ...epochs, ...pace, baseline });
    }
    workbench.end(run, { status: 'done' });
    await ending;
    expect(stderr.text.match(/baseline is trained, for 5 epochs\./g)).toHaveLength(1);
  });

  it('tells a person on standard error', async () => {
    const ending = cvae('train', '--epochs', '10');
    const run = await trained();
    workbench.finishEpoch(run, 1);
    workbench.end(run, { status: 'done', bestEpoch: 1 });
    await ending;

    expect(stdout.text).toBe('');
    expect(stderr.text.split('\n')).toEqual([
      `Training “made up” (${run}).`,
      'epoch  1/10   train 199.00   test 200.00 nats (reconstruction 191.00, KL 9.00)   2.5 s   24,000 images/s',
      `Done: best test loss 200.00 nats after epoch 1. Stored as run ${run} in /data/workbench.sqlite.`,
      `See its digits: cvae sample ${run} --out digits.png`,
      '',
    ]);
  });

  it.each(endings)('pauses at %s and says how to go on', async (signal) => {
    const ending = cvae('train', '--json', '--profile', '/my data');
    const run = await trained();
    workbench.finishEpoch(run, 1);
    signals.emit(signal);

    expect(await ending).toBe(130);
    expect(workbench.stored[0]!.status).toBe('paused');
    expect(stderr.text).toContain(`Go on with: cvae resume ${run} --profile '/my data'\n`);
    expect(stdout.objects.at(-1)).toEqual({
      event: 'ended',
      run,
      status: 'paused',
      epochs: 1,
      bestTestLoss: 200,
    });
    expect(exitNow).not.toHaveBeenCalled();
    expect(signals.eventNames()).toEqual([]);
  });

  it('says that the trainer hangs, and ends as it was asked to when that had to be ended', async () => {
    const ending = cvae('train');
    const run = await trained();
    workbench.events.emit('engine-silent', { engine: 'trainer', isSilent: true });
    expect(stderr.text).toMatch(/The training process is not responding\. .* ended/);
    workbench.queue.pause = () => {
      const error = { kind: 'engine-crashed', message: 'It was ended.' } as const;
      return Promise.resolve(workbench.end(run, { status: 'interrupted', error }));
    };
    signals.emit('SIGINT');

    expect(await ending).toBe(130);
    expect(stderr.text).toMatch(/It was ended\.\nGo on with: cvae resume/);
  });

  it('pauses when nobody reads its output any more', async () => {
    const ending = cvae('train', '--json');
    const run = await trained();
    stdout._write = (_chunk, _encoding, done: (error?: Error) => void) => {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    };
    workbench.finishEpoch(run, 1);

    expect(await ending).toBe(141);
    expect(workbench.stored[0]!.status).toBe('paused');
  });

  it('says why a run was interrupted and how to go on, with exit code 1', async () => {
    const ending = cvae('train');
    const run = await trained();
    const error = { kind: 'engine-crashed', message: 'It died.', remedy: 'Resume it.' } as const;
    workbench.end(run, { status: 'interrupted', error });

    expect(await ending).toBe(1);
    expect(stderr.text).toMatch(/It died\.\nResume it\.\nGo on with: cvae resume/);
  });

  it('does not advise to resume a run that diverged', async () => {
    const ending = cvae('train');
    const run = await trained();
    const error = { kind: 'diverged', message: 'NaN at step 3.', remedy: 'Lower it.' } as const;
    workbench.end(run, { status: 'failed', error });

    expect(await ending).toBe(1);
    expect(stderr.text).toMatch(/NaN at step 3\.\nLower it\.\n$/);
  });
});

describe('other commands', () => {
  it('lists runs as JSON, oldest first', async () => {
    const config = workbench.runs.create({ name: 'a', config: (await made()).config }).config;

    expect(await cvae('runs', '--json')).toBe(0);
    expect(stdout.objects).toMatchObject([{ name: 'first' }, { name: 'a', config }]);
    expect(Object.keys(stdout.objects[0] as object)).toEqual([
      'id',
      'name',
      'status',
      'epochsDone',
      'bestTestLoss',
      'bestNegativeElbo',
      'config',
      'threads',
    ]);
  });

  it('lists runs as a table', async () => {
    const { id } = await made();
    await cvae('runs');

    expect(stdout.text).toMatch(new RegExp(`^ID +NAME[^]*\n${id}  first  queued +0/50 +-  z 2 ·`));
  });

  it('resumes by the beginning of an id', async () => {
    const { id } = await made();
    workbench.change(id, { status: 'paused', epochsDone: 3 });
    const ending = cvae('resume', '01890a');
    await vi.waitFor(() => expect(workbench.stored[0]!.status).toBe('running'));
    await nextTurn();
    workbench.end(id, { status: 'done' });

    expect(await ending).toBe(0);
    expect(stderr.text).toContain('on from epoch 3 of 50');
  });

  it('deletes into the trash, and for good from there', async () => {
    const { id } = await made();

    expect(await cvae('delete', 'first')).toBe(0);
    expect(workbench.trash.list()).toHaveLength(1);
    expect(await cvae('delete', 'first')).toBe(1);
    expect(await cvae('delete', id, '--forever')).toBe(0);
    expect(workbench.stored).toEqual([]);
  });

  async function made() {
    const ending = cvae('train', '--name', 'first');
    const run = await trained();
    workbench.end(run, { status: 'stopped' });
    await ending;
    [stdout, stderr] = [new Collected(), new Collected()];
    return workbench.change(run, { status: 'queued' });
  }
});
