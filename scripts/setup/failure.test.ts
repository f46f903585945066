import { expect, test } from 'vitest';
import { failureFrom } from './failure.mjs';

test.each([
  ['npm error ENOSPC: no space left on device', 'the disk is full'],
  ['getaddrinfo EAI_AGAIN registry.example.org', 'the network cannot be reached'],
  ['NewConnectionError(host=x): Temporary failure in name resolution', 'the network cannot be'],
  ['npm error code E403', 'the package registry refused the request'],
  [
    'ERROR: No matching distribution found for tensorflow-cpu==2.21.0',
    'does not have this version',
  ],
  ["EACCES: permission denied, mkdir '/x'", 'cannot be written'],
])('tells the cause of %s', (output, cause) => {
  expect(failureFrom('It failed', output).message).toMatch(new RegExp(`^It failed: .*${cause}`));
});

test('tells the network first when pip also says that it found nothing', () => {
  const output = `WARNING: Retrying: NewConnectionError
    ERROR: No matching distribution found for tensorflow-cpu`;
  expect(failureFrom('It failed', output).message).toContain('network');
});

test('quotes the line with the error otherwise, and no address', () => {
  const output = `compiling
    a.cc:3:1: error: unknown type
    see https://registry.example.org/a?b`;
  expect(failureFrom('It failed', output).message).toBe(
    'It failed: a.cc:3:1: error: unknown type. Then call the same command again: what was finished is kept.',
  );
  expect(failureFrom('It failed', 'see https://registry.example.org/a').message).not.toContain(
    'example',
  );
});
