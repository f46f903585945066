import { afterEach, expect, test, vi } from 'vitest';
import { profileFolder, readCommandLine, withProfile } from './command-line';

afterEach(() => void vi.unstubAllEnvs());

const fileOf = (...given: string[]) =>
  readCommandLine(['/opt/cvae-workbench', ...given], true, '/home/somebody').file;

test('the file to open is the first argument that belongs to no option', () => {
  expect(fileOf('sheet.png')).toBe('/home/somebody/sheet.png');
  expect(fileOf('--profile', 'data', '/tmp/a sheet.pdf')).toBe('/tmp/a sheet.pdf');
  expect(fileOf('--no-sandbox', '--profile=data', 'file:///tmp/a%20sheet.svg')).toBe(
    '/tmp/a sheet.svg',
  );
});

test('without one there is none, and the headless command has its own', () => {
  expect(fileOf()).toBeNull();
  expect(fileOf('--profile', 'data')).toBeNull();
  expect(fileOf('cvae', 'verify', 'sheet.png')).toBeNull();
});

test('in development the app’s folder comes first', () => {
  const argv = ['electron', '--no-sandbox', '/projects/app', '--profile', 'data'];
  expect(readCommandLine(argv, false).file).toBeNull();
  expect(readCommandLine([...argv, '/tmp/sheet.png'], false).file).toBe('/tmp/sheet.png');
});

test('another data folder takes the place of the one that was named', () => {
  const other = '/media/disk/my data';
  for (const given of [['--profile', 'data'], ['--profile=data'], []]) {
    const args = withProfile(['--no-sandbox', ...given, 'sheet.png'], other);
    const { profile, file } = readCommandLine(['/opt/cvae-workbench', ...args], true, '/home');
    expect({ profile, file }).toEqual({ profile: other, file: '/home/sheet.png' });
  }
});

test.each([
  [['--profile']],
  [['--profile', '']],
  [['--profile=']],
  [['--profile=a', '--profile=']],
])('an empty data folder is refused, not taken for the user’s own: %j', (given) => {
  const read = (...args: string[]) => readCommandLine(['/opt/cvae-workbench', ...args], true);
  expect(() => read(...given)).toThrow('The option --profile names no data folder.');
  // The headless command reads its own.
  expect(read('cvae', 'runs', ...given).headless).toEqual(['runs', ...given]);
});

test('without a name the data folder lies in the data or home folder, if that is somewhere', () => {
  vi.stubEnv('XDG_DATA_HOME', '/data');
  vi.stubEnv('HOME', '');
  expect(profileFolder(undefined)).toBe('/data/cvae-workbench');
  vi.stubEnv('XDG_DATA_HOME', 'data');
  expect(() => profileFolder(undefined)).toThrow('HOME is no absolute path');
  vi.stubEnv('HOME', 'relative');
  expect(() => profileFolder(undefined)).toThrow('HOME is no absolute path');
  vi.stubEnv('HOME', '/home/somebody');
  expect(profileFolder(undefined)).toBe('/home/somebody/.local/share/cvae-workbench');
});
