import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DebianSystem } from './debian-system.mjs';

// In the order of a package's life: each test needs what the ones before it did.

const user = 'cvae-tester';
const home = `/home/${user}`;
const data = `${home}/.local/share/cvae-workbench`;
const installed = '/usr/lib/cvae-workbench';
const current = process.env['CVAE_PACKAGE'] ?? '';
const previous = process.env['CVAE_PREVIOUS_PACKAGE'] ?? '';
/** What tests need besides. Installed after the package, which has to bring all that the application needs. */
const tools =
  'appstream desktop-file-utils libglib2.0-bin man-db procps shared-mime-info x11-utils xauth xvfb';

/** @type {DebianSystem} */
let system;

beforeAll(async () => {
  system = process.env['CVAE_TEST_HERE'] ? DebianSystem.here() : await DebianSystem.fresh();
  await system.sh(`useradd --create-home --shell /bin/sh ${user}`);
});

afterAll(async () => {
  await system.sh(`apt-get purge --yes cvae-workbench; userdel --remove ${user}`).catch(() => '');
  await system.dispose();
});

test('the package brings every library that the application needs', async () => {
  await system.install(previous);
  const missing = await system.sh(
    `find ${installed} -type f \\( -name '*.so*' -o -name '*.node' -o -perm -100 \\) -exec ldd {} + 2>/dev/null | grep 'not found' || true`,
  );
  expect(missing).toBe('');
  await system.sh(`apt-get install --yes --no-install-recommends ${tools}`);
});

test('the command on the PATH trains, for an ordinary user', async () => {
  const training = 'cvae train --preset seed --epochs 1 --train-limit 2000 --json 2>/dev/null';
  const [started, epoch, done] = jsonLines(await system.sh(training, { user }));
  expect(started).toMatchObject({ event: 'started' });
  expect(epoch).toMatchObject({ event: 'epoch', epoch: 1 });
  expect(epoch.testLoss).toBeLessThan(300);
  expect(done).toMatchObject({ event: 'done', status: 'done' });
});

test('an upgrade keeps the data: runs are there, and sample', async () => {
  const before = jsonLines(await system.sh('cvae runs --json 2>/dev/null', { user }));
  await system.install(current);
  const after = jsonLines(await system.sh('cvae runs --json 2>/dev/null', { user }));
  expect(after).toHaveLength(1);
  expect(after).toEqual(before);
  const sampling = `cvae sample ${after[0].id} --labels 0-9 --count 2 --seed 1 --out digits.png`;
  await system.sh(`${sampling} 2>/dev/null`, { user });
  expect(await contentType(`${home}/digits.png`)).toBe('image/png');
});

test('the window works for an ordinary user, in the sandbox', async () => {
  const report = JSON.parse(
    await system.sh('xvfb-run --auto-servernum cvae-workbench --self-test 2>/dev/null || true', {
      user,
    }),
  );
  expect(report).toMatchObject({ ok: true, packaged: true });
  expect(report.steps).toContainEqual(
    expect.objectContaining({ name: 'confinement', facts: { filtered: true, apart: true } }),
  );
});

test('no other program can drive the window', async () => {
  const output = await system.sh(
    'xvfb-run --auto-servernum cvae-workbench --remote-debugging-port=9229 --self-test=start 2>&1 || true',
    { user },
  );
  expect(output).toContain('"ok": true');
  expect(output).not.toContain('DevTools listening');
});

test('a sheet that it is started with is opened and made again, where its run is not', async () => {
  await system.sh('cvae sheet digits.json --carry-model --out whole.png 2>/dev/null', { user });
  const report = JSON.parse(
    await system.sh(
      'xvfb-run --auto-servernum cvae-workbench --self-test whole.png 2>/dev/null || true',
      { user },
    ),
  );
  const file = report.steps.find((/** @type {{ name: string }} */ { name }) => name === 'file');
  expect(file?.facts.said).toContain('Every pixel matches.');
});

test('a sheet that the desktop opens goes to the window that is there', async () => {
  // Written so that the shells, whose command lines hold it, do not match.
  const engine = '[n]ode.mojom.NodeService';
  const engines = `pgrep -c -f "${engine}" || true`;
  const counts = await system.sh(
    `xvfb-run --auto-servernum sh -c '
       cvae-workbench >/dev/null 2>&1 & application=$!
       for _ in $(seq 150); do
         xwininfo -root -tree | grep -q "CVAE Workbench" && break
         sleep 0.2
       done
       ${engines}
       gio launch /usr/share/applications/cvae-workbench.desktop whole.png >/dev/null 2>&1
       for _ in $(seq 150); do
         pgrep -f "${engine}" >/dev/null && break
         sleep 0.2
       done
       ${engines}
       kill $application; wait $application || true'`,
    { user },
  );
  // The sampler, which makes the sheet again, was not there before.
  expect(counts).toBe('0\n1\n');
});

test('the manual pages can be read', async () => {
  for (const page of ['cvae', 'cvae-workbench']) {
    const path = `/usr/share/man/man1/${page}.1.gz`;
    expect(await system.sh(`man --warnings --local-file ${path} 2>&1 >/dev/null`)).toBe('');
  }
});

test('the changelog begins with this version', async () => {
  const log = '/usr/share/doc/cvae-workbench/changelog.gz';
  const top = await system.sh(`zcat ${log} | sed -n '1s/.*(\\(.*\\)).*/\\1/p'`);
  const version = await system.sh("dpkg-query --show --showformat='${Version}' cvae-workbench");
  expect(top.trim()).toBe(version);
});

test('the menu entry is valid, and its icon is there in every size', async () => {
  await system.sh('desktop-file-validate /usr/share/applications/cvae-workbench.desktop');
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    const path = `/usr/share/icons/hicolor/${size}x${size}/apps/cvae-workbench.png`;
    const { width, height } = PNG.sync.read(await readFile(system.path(path)));
    expect({ width, height }).toEqual({ width: size, height: size });
  }
});

test('the window carries the name that the menu entry knows it by', async () => {
  const window = await system.sh(
    `xvfb-run --auto-servernum sh -c '
       cvae-workbench 2>/dev/null & application=$!
       for _ in $(seq 150); do
         xwininfo -root -tree | grep -m1 "CVAE Workbench" && break
         sleep 0.2
       done
       kill $application; wait $application || true'`,
    { user },
  );
  const entry = await system.sh('cat /usr/share/applications/cvae-workbench.desktop');
  const name = /^StartupWMClass=(.*)$/m.exec(entry)?.[1];
  expect(window).toContain(`"${name}")`);
});

test('the AppStream metadata is valid', async () => {
  await system.sh('appstreamcli validate --no-net /usr/share/metainfo/*cvae_workbench*.xml');
});

test('sheet recipes have a type of their own', async () => {
  const path = `${home}/digits.cvae-sheet.json`;
  await system.sh(`echo '{}' > ${path}`);
  const type = 'application/vnd.cvae-workbench.sheet+json';
  expect(await contentType(path)).toBe(type);
  expect(await system.sh(`gio mime ${type}`)).toContain('cvae-workbench.desktop');
});

test("removing it leaves its user's data, and nothing else", async () => {
  await system.sh('apt-get purge --yes cvae-workbench');
  expect(await traces()).toBe('');
  expect(await system.sh(`ls ${data}`)).toContain('workbench.sqlite');
});

/** What there is of ours in the system's folders. */
async function traces() {
  const named = await system.sh(
    `find / -xdev \\( -path /proc -o -path /home -o -path /root -o -path /tmp -o -path /var/tmp \\) -prune -o -name '*cvae-workbench*' -print`,
  );
  const mentioned = await system.sh(
    'grep -rIls cvae-workbench /etc /usr/share/applications /usr/share/mime /var/lib/dpkg/info || true',
  );
  return (named + mentioned).trim();
}

/** @param {string} path */
async function contentType(path) {
  const output = await system.sh(`gio info --attributes=standard::content-type ${path}`);
  return /standard::content-type: (.*)/.exec(output)?.[1];
}

/** @param {string} output @returns {any[]} */
function jsonLines(output) {
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
