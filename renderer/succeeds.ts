import { toasts } from './ui/toasts.svelte';

/** Whether what was asked was done; why not is shown. */
export async function succeeds(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (thrown) {
    toasts.showError(thrown);
    return false;
  }
}
