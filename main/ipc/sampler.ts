import { MessageChannelMain, type MessagePortMain } from 'electron';
import { samplerPortMessage } from '../../shared/ipc-channels';
import type { Handlers } from './handle';

/** @param connect gives a client's port to the sampler. */
export function samplerHandlers(connect: (port: MessagePortMain) => void) {
  return {
    'sampler.connect': (_, sender) => {
      const { port1: ours, port2: theirs } = new MessageChannelMain();
      connect(ours);
      sender.postMessage(samplerPortMessage, null, [theirs]);
    },
  } satisfies Partial<Handlers>;
}
