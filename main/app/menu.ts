import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/ipc/app';
import { mainViews } from '../../shared/views';

export interface MenuActions {
  /** Carried out by the page. */
  readonly command: (command: MenuCommand) => void;
  readonly showDataFolder: () => void;
  readonly showLogs: () => void;
  readonly showAbout: () => void;
}

/** From now on nothing can be chosen from the menu. */
export function disableMenu(): void {
  const menus = Menu.getApplicationMenu()?.items ?? [];
  for (const item of menus.flatMap(({ submenu }) => submenu?.items ?? [])) item.enabled = false;
}

/** The application menu; its accelerators work everywhere. */
export function setMenu({ command, showDataFolder, showLogs, showAbout }: MenuActions): void {
  const item = (
    label: string,
    asked: MenuCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => command(asked),
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: '&File',
        submenu: [
          item('&New run', { kind: 'open-view', view: 'new' }, 'CmdOrCtrl+N'),
          item('&Open sheet…', { kind: 'open-sheet' }, 'CmdOrCtrl+O'),
          item('&Import dataset files…', { kind: 'import-dataset', from: 'files' }, 'CmdOrCtrl+I'),
          item('Import dataset &folder…', { kind: 'import-dataset', from: 'folder' }),
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
          ...mainViews.map(({ id, label }, index) =>
            item(label, { kind: 'open-view', view: id }, `CmdOrCtrl+${index + 1}`),
          ),
          item('&Trash', { kind: 'open-trash' }),
          { type: 'separator' },
          item('&Light or dark', { kind: 'toggle-theme' }, 'CmdOrCtrl+Shift+L'),
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
          item('What the &words mean', { kind: 'show-terms' }, 'F1'),
          item('&Keyboard shortcuts', { kind: 'show-shortcuts' }),
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
