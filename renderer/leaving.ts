import { call, on } from './api';
import { toasts } from './ui/toasts.svelte';
import { storeWritten } from './ui/written';

/**
 * Before the page goes, by being closed or loaded anew, what is written in it is stored, and the field that has
 * the focus is left, for some store then. What cannot be stored stays as it is, and main is told.
 */
async function leaveFields(): Promise<boolean> {
  if (!(await storeWritten())) return false;
  leaveField();
  return true;
}

function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** Leaves fields in time, for as long as the page is there; returns what ends that. */
export function followLeaving(): () => void {
  const stop = on('leaving', () => {
    leaveFields()
      .then((stored) => call('app.readyToLeave', { stored }))
      .catch((thrown: unknown) => toasts.showError(thrown));
  });
  // A page that is loaded anew waits for nothing.
  const onpagehide = (): void => {
    void storeWritten();
    leaveField();
  };
  window.addEventListener('pagehide', onpagehide);
  return () => {
    stop();
    window.removeEventListener('pagehide', onpagehide);
  };
}
