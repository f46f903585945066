import type { MessagePortMain } from 'electron';
import { connectToMain } from '../../engine/main-port';

/** A utility process that does as it is told, for better or worse. */
export type Order =
  | { readonly do: 'echo'; readonly bytes: Uint8Array }
  | { readonly do: 'exit'; readonly code: number; readonly saying: string }
  | { readonly do: 'throw'; readonly message: string }
  | { readonly do: 'spin' }
  /** Echo on the port that comes with it. */
  | { readonly do: 'take-port' };

export type Answer =
  | { readonly said: 'ready'; readonly pid: number }
  | { readonly said: 'echo'; readonly bytes: Uint8Array }
  | { readonly said: 'spinning' };

const say = connectToMain<{ command: Order; event: Answer; port: MessagePortMain }>(
  (order, [port]) => {
    switch (order.do) {
      case 'echo':
        say({ said: 'echo', bytes: order.bytes });
        break;
      case 'exit':
        process.stderr.write(order.saying);
        return process.exit(order.code);
      case 'throw':
        throw new Error(order.message);
      case 'spin':
        say({ said: 'spinning' });
        setTimeout(() => {
          for (;;);
        }, 20);
        break;
      case 'take-port':
        port?.on('message', ({ data: message }) => port.postMessage(message));
        port?.start();
    }
  },
);

say({ said: 'ready', pid: process.pid });
