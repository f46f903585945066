import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/ipc-contract';

/** The application menu. Its commands are carried out by the window; accelerators work everywhere. */
export function setMenu(command: (name: MenuCommand) => void): void {
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
        submenu: [item('&New run', 'new', 'CmdOrCtrl+N'), { type: 'separator' }, { role: 'quit' }],
      },
      { role: 'editMenu', label: '&Edit' },
      {
        label: '&View',
        submenu: [
          item('&Runs', 'runs', 'CmdOrCtrl+1'),
          item('N&ew run', 'new', 'CmdOrCtrl+2'),
          item('&Sheets', 'sheets', 'CmdOrCtrl+3'),
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
          { role: 'toggleDevTools', accelerator: 'F12' },
        ],
      },
    ]),
  );
}
