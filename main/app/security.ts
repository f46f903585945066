import { app, session, shell, type IpcMainInvokeEvent } from 'electron';
import { appOrigin } from './protocol';

/** Whether a call came from the top frame of a page of ours. */
export function isOurs(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && frame.origin === appOrigin;
}

/**
 * Locks every page: it stays where it is, opens nothing, embeds nothing, and is granted no permission.
 * Links to the web open in the person's browser.
 */
export function lockPages(): void {
  app.on('web-contents-created', (_, contents) => {
    // Connections between pages would send packets past every other rule here.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (url.startsWith('https://')) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}

/** Denies every permission, and every request that would leave the machine. */
export function lockSession(): void {
  const { defaultSession } = session;
  defaultSession.setSpellCheckerLanguages([]);
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url);
    answer({ cancel: !['app:', 'devtools:', 'data:', 'blob:'].includes(protocol) });
  });
}
