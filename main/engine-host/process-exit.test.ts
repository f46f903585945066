import { describe, expect, it } from 'vitest';
import { describeExit, lastWords } from './process-exit';

describe('lastWords', () => {
  it('finds the message above the stack of an uncaught exception', () => {
    const output = [
      'file:///app/build/main/trainer.js:12',
      "  throw new RangeError('Invalid array length');",
      '        ^',
      '',
      'RangeError: Invalid array length',
      '    at trainError (file:///app/build/main/trainer.js:12:9)',
      '',
      'Node.js v20.18.1',
      '',
    ].join('\n');
    expect(lastWords(output)).toBe('RangeError: Invalid array length');
  });

  it('finds what TensorFlow says before it aborts', () => {
    const fatal =
      '2026-01-02 03:04:05 F tensorflow/core/framework/tensor.cc:715] Check failed: 1 == 2';
    expect(lastWords(`Loaded.\n${fatal}\n*** stack ***\n`)).toBe(fatal);
  });

  it('takes the last line where none names an error', () => {
    expect(lastWords('one\ntwo\n\n')).toBe('two');
    expect(lastWords('')).toBe('');
  });

  it('passes over what TensorFlow always writes when it loads', () => {
    const loading = [
      'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR',
      'I0000 00:00:1 1 port.cc:153] numerical results may differ due to round-off errors; error 0.',
    ].join('\n');
    expect(lastWords(loading)).toBe('');
  });
});

describe('describeExit', () => {
  it('names the signal', () => {
    expect(describeExit({ kind: 'crashed', code: 11, output: '' })).toBe('exit code 11, SIGSEGV');
  });

  it('quotes the last words', () => {
    expect(describeExit({ kind: 'crashed', code: 1, output: 'Error: no\n' })).toBe(
      'exit code 1; its last words: Error: no',
    );
  });
});
