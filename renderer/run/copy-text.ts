import { call } from '../api';
import { toasts } from '../ui/toasts.svelte';

/** Puts a text on the clipboard and says so, or what went wrong. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await call('app.copyText', { text });
    toasts.show(done);
  } catch (thrown) {
    toasts.showError(thrown);
  }
}
