import { spawn } from 'node:child_process';

const taken = 75;

/**
 * Runs a script of ours while holding a lock, which the kernel lets go when the script ends, however it ends.
 * @param {string} lock the lock's file
 * @param {string[]} script its path and arguments
 * @param {() => void} onWait called once when another process has the lock
 * @returns {Promise<number>} the script's exit code
 */
export async function runLocked(lock, script, onWait) {
  const code = await underLock(['--nonblock', lock], script);
  if (code !== taken) return code;
  onWait();
  return underLock([lock], script);
}

/**
 * @param {string[]} options of flock
 * @param {string[]} script
 * @returns {Promise<number>}
 */
function underLock(options, script) {
  const args = ['--conflict-exit-code', String(taken), ...options, process.execPath, ...script];
  return new Promise((resolve, reject) => {
    spawn('flock', args, { stdio: 'inherit' })
      .on('error', reject)
      .on('close', (code) => resolve(code ?? 1));
  });
}
