import { BrowserWindow } from 'electron';
import { appOrigin } from '../protocol';

/** Opens the page of all parts' versions and licences, which is made when the application is packaged. */
export function openLicences(parent: BrowserWindow): void {
  const window = new BrowserWindow({
    parent,
    width: 860,
    height: 720,
    title: 'Licences - CVAE Workbench',
    autoHideMenuBar: true,
    webPreferences: { sandbox: true, contextIsolation: true, javascript: false },
  });
  window.removeMenu();
  void window.loadURL(`${appOrigin}/licences.html`);
}
