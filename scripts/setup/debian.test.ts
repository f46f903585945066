import { afterEach, expect, test, vi } from 'vitest';
import { DebianPackages } from './debian.mjs';
import { ownFolder } from './testing/folder';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** The process has a user on every system that set-up knows. */
function actAsUser(): void {
  vi.spyOn(process as Required<Pick<NodeJS.Process, 'getuid'>>, 'getuid').mockReturnValue(1000);
}

test('tells a person who is not root the one command to run', async () => {
  // Commands are looked up on the path, and none is there.
  vi.stubEnv('PATH', await ownFolder());
  actAsUser();
  const packages = new DebianPackages({ forTests: true });
  expect(await packages.isDone()).toBe(false);
  await expect(packages.run()).rejects.toThrow(
    /System packages are missing: only root can install them\. Run `sudo apt-get update && sudo apt-get install -y .*unzip strace xvfb xauth`/,
  );
});

test('asks for a virtual display only where tests run', async () => {
  vi.stubEnv('PATH', await ownFolder());
  actAsUser();
  await expect(new DebianPackages({ forTests: false }).run()).rejects.toThrow(/^(?!.*xvfb)/);
});
