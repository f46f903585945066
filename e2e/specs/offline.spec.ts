import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, launchArguments, repository, sandbox, test } from '../fixtures';
import { electron, run } from '../headless';

/** As where all traffic goes through a proxy, which Chromium would ask. */
const proxy = 'http://127.0.0.1:9';
const proxies = { http_proxy: proxy, https_proxy: proxy, all_proxy: proxy };

/**
 * Runs Electron to its end, and lists what it and its processes did to reach a network: every call with an
 * address of the internet. Chromium's lookups of the machine's own interfaces have none.
 */
async function traced(folder: string, args: readonly string[]) {
  const trace = join(folder, 'trace.txt');
  const calls = ['--trace=bind,connect,sendto,sendmsg,sendmmsg', '--output', trace];
  const strace = ['--follow-forks', '--seccomp-bpf', '--quiet=all', ...calls, electron];
  const { code, stdout, stderr } = await run('strace', [...strace, ...args], proxies, folder);
  if (code !== 0) throw new Error(`Electron ended with ${code}:\n${stderr}`);
  const lines = (await readFile(trace, 'utf8')).split('\n');
  expect(lines.filter((line) => line.includes('AF_UNIX')).length).toBeGreaterThan(0);
  return { stdout, reached: lines.filter((line) => /AF_INET6?\b/.test(line)) };
}

test('the window reaches for no network, and keeps a log wherever it is started from', async ({
  folder,
  profile,
}) => {
  const { stdout, reached } = await traced(folder, [
    ...launchArguments(profile),
    '--self-test=start',
  ]);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  expect(await readFile(join(profile, 'logs/workbench.log'), 'utf8')).toContain('starts.');
  expect(reached).toEqual([]);
});

test('the headless command reaches for no network', async ({ folder, profile }) => {
  const windowless = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3'];
  const sizes = ['--set', 'encoderSizes=8', '--set', 'decoderSizes=8'];
  const { stdout, reached } = await traced(folder, [
    ...[...sandbox, ...windowless, repository, 'cvae', 'train', '--profile', profile, '--json'],
    ...[...sizes, '--epochs', '1', '--train-limit', '500'],
  ]);
  expect(stdout).toContain('"event":"done"');
  expect(reached).toEqual([]);
});

test('a page cannot connect to others, and comes back from where it was sent', async ({
  launch,
}) => {
  const app = await launch();
  const { page } = app;
  const candidates = await page.evaluate(async () => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:3478' }] });
    connection.createDataChannel('any');
    const found: string[] = [];
    const gathered = new Promise<void>((resolve) => {
      connection.onicecandidate = ({ candidate }) => {
        if (candidate === null) resolve();
        else found.push(candidate.candidate);
      };
    });
    await connection.setLocalDescription(await connection.createOffer());
    await gathered;
    connection.close();
    return found;
  });
  expect(candidates).toEqual([]);

  const statuses = await page.evaluate(
    (addresses) => {
      const statusOf = (address: string) =>
        new Promise<string>((resolve) => {
          const script = document.createElement('script');
          script.onload = () => resolve('loaded');
          script.onerror = () => resolve('refused');
          script.src = address;
          document.head.append(script);
        });
      return Promise.all(addresses.map(statusOf));
    },
    ['/%ff.js', '/%.js', '/..%2f..%2fpackage.json', '/%00.js'],
  );
  expect(statuses).toEqual(['refused', 'refused', 'refused', 'refused']);
  app.problems.splice(0);

  await page.evaluate(() => {
    location.href = 'about:blank';
  });
  await expect(app.shell.views).toBeVisible();
  expect(page.url()).toMatch(/^app:\/\/workbench\/index\.html/);
  expect(app.output()).not.toContain('URIError');
});
