import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/ipc-contract';

export interface MenuActions {
  /** Carried out by the page. */
  readonly command: (name: MenuCommand) => void;
  readonly showDataFolder: () => void;
  readonly showLogs: () => void;
  readonly showAbout: () => void;
}

/** The application menu; its accelerators work everywhere. */
export function setMenu({ command, showDataFolder, showLogs, showAbout }: MenuActions): void {
  const item = (
    label: string,
    name: MenuCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => command(name),
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: '&File',
        submenu: [
          item('&New run', 'new', 'CmdOrCtrl+N'),
          { type: 'separator' },
          { label: '&Data folder…', click: showDataFolder },
          { type: 'separator' },
          { role: 'quit' },
        ],
      },
      { role: 'editMenu', label: '&Edit' },
      {
        label: '&View',
        submenu: [
          item('&Runs', 'runs', 'CmdOrCtrl+1'),
          item('N&ew run', 'new', 'CmdOrCtrl+2'),
          item('&Sheets', 'sheets', 'CmdOrCtrl+3'),
          item('&Explore', 'explore', 'CmdOrCtrl+4'),
          { type: 'separator' },
          item('&Light or dark', 'toggle-theme', 'CmdOrCtrl+Shift+L'),
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'togglefullscreen' },
        ],
      },
      {
        label: '&Help',
        submenu: [
          item('&Keyboard shortcuts', 'shortcuts'),
          { type: 'separator' },
          { label: 'Show &logs', click: showLogs },
          { role: 'toggleDevTools', accelerator: 'F12' },
          { type: 'separator' },
          { label: '&About CVAE Workbench', click: showAbout },
        ],
      },
    ]),
  );
}
