import { expect, test } from 'vitest';
import { readCommandLine, withProfile } from './command-line';

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
