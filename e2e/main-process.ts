import type { ElectronApplication, JSHandle } from '@playwright/test';
import type { MessageBoxOptions } from 'electron';

/** What a test does to Electron's main process: native dialogs that Playwright cannot reach, processes, the title. */

/** From now on every question is answered with this button. Returns the questions, as they come. */
export function answerQuestions(
  app: ElectronApplication,
  button: string,
): Promise<JSHandle<MessageBoxOptions[]>> {
  return app.evaluateHandle(({ dialog, BrowserWindow }, label) => {
    const asked: MessageBoxOptions[] = [];
    dialog.showMessageBox = (first, second?: MessageBoxOptions) => {
      const options = first instanceof BrowserWindow ? second! : (first as MessageBoxOptions);
      asked.push(options);
      const response = options.buttons?.indexOf(label) ?? -1;
      return Promise.resolve({ response, checkboxChecked: false });
    };
    return asked;
  }, button);
}

/** From now on every file is saved at `path`; null dismisses the dialog. */
export async function saveFilesAt(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
  }, path);
}

/** From now on this file or folder is chosen whenever one is asked for. */
export async function chooseFolder(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  }, path);
}

/** Records what is opened in other programs from now on, and opens none of it. */
export function recordOpened(app: ElectronApplication): Promise<JSHandle<string[]>> {
  return app.evaluateHandle(({ shell }) => {
    const paths: string[] = [];
    shell.openPath = (path) => {
      paths.push(path);
      return Promise.resolve('');
    };
    return paths;
  });
}

/** Process id of the utility process with this name; null when there is none. */
export function utilityProcessId(app: ElectronApplication, name: string): Promise<number | null> {
  return app.evaluate(
    (electron, wanted) =>
      electron.app.getAppMetrics().find((process) => process.name === wanted)?.pid ?? null,
    name,
  );
}

/** Records the window's titles from now on; Linux shows training progress there. */
export function recordTitles(app: ElectronApplication): Promise<JSHandle<string[]>> {
  return app.evaluateHandle(({ BrowserWindow }) => {
    const titles: string[] = [];
    const [window] = BrowserWindow.getAllWindows();
    const setTitle = window!.setTitle.bind(window);
    window!.setTitle = (title) => {
      titles.push(title);
      setTitle(title);
    };
    return titles;
  });
}

/** Records where the page wants to go from now on, and whether it is kept from it. */
export function recordNavigations(
  app: ElectronApplication,
): Promise<JSHandle<{ address: string; isPrevented: boolean }[]>> {
  return app.evaluateHandle(({ BrowserWindow }) => {
    const navigations: { address: string; isPrevented: boolean }[] = [];
    const [window] = BrowserWindow.getAllWindows();
    window!.webContents.on('will-frame-navigate', (event) => {
      navigations.push({ address: event.url, isPrevented: event.defaultPrevented });
    });
    return navigations;
  });
}

/** Chooses an entry of the application menu by its label, as a click or its accelerator does. */
export async function chooseFromMenu(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const menus = Menu.getApplicationMenu()?.items ?? [];
    const items = menus.flatMap(({ submenu }) => submenu?.items ?? []);
    const item = items.find((each) => each.label.replace('&', '') === wanted);
    if (item === undefined) throw new Error(`The menu has no entry “${wanted}”.`);
    (item.click as () => void)();
  }, label);
}
