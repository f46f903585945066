import { BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron';
import { appPage } from './protocol';

/** Where the window was; null before it was ever closed. */
export interface WindowPlace {
  readonly bounds: Rectangle;
  readonly maximized: boolean;
}

export interface WindowOptions {
  readonly preload: string;
  readonly icon: string | null;
}

const smallest = { width: 860, height: 560 };
const first = { width: 1280, height: 820 };

/** Opens the workbench's window, not to be seen yet, and begins to load its page. */
export function openWindow({ preload, icon }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...first,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'CVAE Workbench',
    show: false,
    ...(icon === null ? {} : { icon }),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A hidden window must go on following the training.
      backgroundThrottling: false,
    },
  });
  // The title shows progress, and is set by main alone.
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(appPage);
  return window;
}

/** Puts a window that is not seen yet where it was last. */
export function placeWindow(window: BrowserWindow, place: WindowPlace | null): void {
  if (place && isOnScreen(place.bounds)) window.setBounds(place.bounds);
  if (place?.maximized === true) window.maximize();
}

export function placeOf(window: BrowserWindow): WindowPlace {
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
}

function isOnScreen(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  const overlapX =
    Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
  const overlapY =
    Math.min(bounds.y + bounds.height, workArea.y + workArea.height)
    - Math.max(bounds.y, workArea.y);
  return overlapX > 100 && overlapY > 100;
}
