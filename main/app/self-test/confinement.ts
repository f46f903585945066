import { app } from 'electron';
import { readFile } from 'node:fs/promises';

/**
 * How Linux confines the page's process: whether its system calls are filtered, and whether it lives in a
 * process namespace of its own (proc(5): `Seccomp` and `NSpid` of /proc/PID/status). Throws if it is not
 * confined, unless that was asked for.
 */
export async function checkConfinement(processId: number) {
  const status = await readFile(`/proc/${processId}/status`, 'utf8');
  const filtered = /^Seccomp:\s*2$/m.test(status);
  const apart = /^NSpid:(\s+\d+){2,}$/m.test(status);
  const isOff = app.commandLine.hasSwitch('no-sandbox');
  if (!isOff && !(filtered && apart)) {
    throw new Error(
      `The page's process is not in Chromium's sandbox (system calls ${filtered ? '' : 'not '}filtered, namespace ${apart ? '' : 'not '}its own).`,
    );
  }
  return { filtered, apart };
}
