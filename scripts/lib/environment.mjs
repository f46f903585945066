/**
 * Our own environment, without what keeps Electron from starting or from loading what is ours: other libraries, as
 * conda and environment modules set them (the system's are there, as set-up has seen to), and flags for another Node.
 * @returns {NodeJS.ProcessEnv}
 */
export function electronEnvironment() {
  const unwanted = ['ELECTRON_RUN_AS_NODE', 'LD_LIBRARY_PATH', 'NODE_OPTIONS'];
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !unwanted.includes(name)),
  );
}
