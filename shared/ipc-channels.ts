/** Names of the Electron channels that the contract travels on; apart from it, so that the preload stays small. */
export const invokeChannel = 'workbench:invoke';
export const eventChannel = 'workbench:event';
/** The window's port to the sampler arrives in the page as a message event of this text. */
export const samplerPortMessage = 'workbench:sampler-port';
