import { app, dialog, shell } from 'electron';
import { toErrorReport } from '../../../shared/errors';
import { withProfile } from '../command-line';

const showInFiles = 'Show in files';

/**
 * Says why a data folder could not be opened, and carries out what the person makes of it. The process ends
 * then: in place of it another one starts, or none.
 *
 * @param profile the folder, which was left as it is; null where none could be found out
 */
export async function explainUnopened(profile: string | null, thrown: unknown): Promise<void> {
  const { message, remedy = '' } = toErrorReport(thrown);
  const buttons = [
    'Try again',
    'Another data folder…',
    ...(profile === null ? [] : [showInFiles]),
    'Quit',
  ];
  const quit = buttons.indexOf('Quit');
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'CVAE Workbench',
    message: 'The database could not be opened.',
    detail: `${message}\n\n${remedy}`,
    buttons,
    defaultId: quit,
    cancelId: quit,
    noLink: true,
  });
  switch (buttons[response]) {
    case 'Try again':
      startAnew(process.argv.slice(1));
      return;
    case 'Another data folder…':
      if (!(await chooseAnother())) await explainUnopened(profile, thrown);
      return;
    case showInFiles:
      if (profile !== null) await shell.openPath(profile);
      await explainUnopened(profile, thrown);
      return;
    default:
      app.exit(1);
  }
}

/** Whether one was chosen. It is used this once: the next start looks where it always does. */
async function chooseAnother(): Promise<boolean> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: 'Use this data folder until the workbench is closed',
    buttonLabel: 'Use',
    properties: ['openDirectory', 'createDirectory'],
  });
  const [folder] = filePaths;
  if (canceled || folder === undefined) return false;
  startAnew(withProfile(process.argv.slice(1), folder));
  return true;
}

function startAnew(args: string[]): void {
  app.relaunch({ args });
  app.exit(0);
}
