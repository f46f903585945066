import { toasts } from './ui/toasts.svelte';

/** Whether what was asked, or is asked now, was done; why not is shown. */
export async function succeeds(
  asked: Promise<unknown> | (() => Promise<unknown>),
): Promise<boolean> {
  try {
    await (typeof asked === 'function' ? asked() : asked);
    return true;
  } catch (thrown) {
    toasts.showError(thrown);
    return false;
  }
}
