import { call, on } from './api';
import { toasts } from './ui/toasts.svelte';

/**
 * A field stores what is written in it when it is left. So before the page goes, by being closed or loaded
 * anew, the field that has the focus is left.
 */
function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** Leaves fields in time, for as long as the page is there; returns what ends that. */
export function followLeaving(): () => void {
  const stop = on('leaving', () => {
    leaveField();
    call('app.readyToLeave').catch((thrown: unknown) => toasts.showError(thrown));
  });
  window.addEventListener('pagehide', leaveField);
  return () => {
    stop();
    window.removeEventListener('pagehide', leaveField);
  };
}
