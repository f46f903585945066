import { app, crashReporter } from 'electron';
import log from 'electron-log/node';
import { join } from 'node:path';
import { toErrorReport } from '../../shared/errors';
import { makeFolder } from '../storage/profile-folder';

const fileName = 'workbench.log';

/** At this size the file becomes `workbench.old.log`, in place of the one before. */
const fileBytes = 2 * 1024 * 1024;

/** Where a data folder keeps its logs. */
export const logFolder = (profile: string): string => join(profile, 'logs');

/**
 * Writes what goes wrong to a file in the data folder, and keeps the dumps of processes that crash beside it.
 * Nothing of either leaves the machine. Whatever main writes to its console goes there too.
 */
export function keepLogs(profile: string): void {
  const folder = logFolder(profile);
  try {
    makeFolder(folder);
  } catch (thrown) {
    console.error(`No log can be kept in ${folder}: ${toErrorReport(thrown).message}`);
    return;
  }
  app.setPath('crashDumps', join(folder, 'crashes'));
  crashReporter.start({ uploadToServer: false });

  // It would look for one in the package.json of the folder that we were started from.
  log.transports.file.setAppName(app.getName());
  log.transports.file.resolvePathFn = () => join(folder, fileName);
  log.transports.file.maxSize = fileBytes;
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.console.level = app.isPackaged ? false : 'warn';
  Object.assign(console, log.functions);

  // Only listens: what happens on an uncaught error stays as Electron has it.
  process.on('uncaughtExceptionMonitor', (error, origin) => log.error(origin, error));
  process.on('unhandledRejection', (reason) => log.error('unhandledRejection', reason));
  app.on('render-process-gone', (_, contents, { reason, exitCode }) =>
    log.error(`The window's process is gone (${reason}, ${exitCode}): ${contents.getURL()}`),
  );
  app.on('child-process-gone', (_, { type, name, serviceName, reason, exitCode }) => {
    if (reason !== 'clean-exit')
      log.error(`${name ?? serviceName ?? type} is gone (${reason}, ${exitCode}).`);
  });
  app.on('web-contents-created', (_, contents) =>
    contents.on('console-message', (_event, level, message, line, source) => {
      if (level >= warningLevel) log.warn(`${source}:${line} ${message}`);
    }),
  );
  log.info(`CVAE Workbench ${app.getVersion()} starts.`);
}

/** Of Chromium's levels of messages: 0 verbose, 1 info, 2 warning, 3 error. */
const warningLevel = 2;

/** Logs what a utility process wrote to its output. */
export function logProcessOutput(text: string): void {
  log.info(text.trimEnd());
}
