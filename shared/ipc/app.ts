import type { EngineSilence } from '../heartbeat';
import type { ViewId } from '../views';
import { z } from 'zod';
import { channel, nothing } from './channel';

export interface AppFacts {
  /** By name: workbench, electron, chromium, sqlite. */
  readonly versions: Readonly<Record<string, string>>;
  /** The folder that holds the database. */
  readonly profile: string;
}

/** What the application menu asks of the window. */
export type MenuCommand =
  | { readonly kind: 'open-view'; readonly view: ViewId }
  | { readonly kind: 'open-trash' }
  | { readonly kind: 'import-dataset'; readonly from: 'files' | 'folder' }
  | { readonly kind: 'open-sheet' }
  | { readonly kind: 'toggle-theme' }
  | { readonly kind: 'show-shortcuts' }
  | { readonly kind: 'show-terms' };

/** How far a move of the data folder is. Until it is `finishing` it can be cancelled. */
export type FolderMove =
  /** What runs is paused and stored. */
  | { readonly stage: 'storing' }
  /** Onto another disk; bytes. */
  | { readonly stage: 'copying'; readonly done: number; readonly total: number }
  | { readonly stage: 'finishing' };

/** Characters of a text to copy: about as many as a text can have. A million steps of a run take 60 million. */
const mostCopied = 500_000_000;

export const appChannels = {
  'app.facts': channel<AppFacts>().taking(nothing),
  /** Puts a text on the clipboard, which pages have no permission for. */
  'app.copyText': channel().taking(z.strictObject({ text: z.string().max(mostCopied) })),

  /** Answers `leaving`: whether all that was being written is stored. */
  'app.readyToLeave': channel().taking(z.strictObject({ stored: z.boolean() })),

  /** Ends a move of the data folder that is under way, with the data where it was. */
  'app.cancelMove': channel().taking(nothing),

  /**
   * Starts the sampler if need be; the window's port to it arrives as a message event of the page
   * (`samplerPortMessage` of ipc-channels.ts). To be called again when the port was closed: the
   * sampler ended then.
   */
  'sampler.connect': channel().taking(nothing),
} as const;

export interface AppEvents {
  'menu-command': MenuCommand;
  /** The window is about to close: what is being written is to be stored now. */
  leaving: null;
  /** The data folder is being moved, and nothing can be asked any more. The workbench starts anew after it. */
  'folder-moving': FolderMove;
  /** A process stopped responding, or it responds again or is gone. One that hangs is ended after some seconds. */
  'engine-silent': EngineSilence;
}
