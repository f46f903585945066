import { app } from 'electron';
import { existsSync } from 'node:fs';

/** Where Linux shows graphics processors: its own drivers' devices, NVIDIA's, and those of Windows below it. */
const devices = ['/dev/dri', '/dev/nvidiactl', '/dev/dxg'];

/**
 * Where there is no graphics processor, pages are drawn by the processor directly, not by an imitation of one,
 * which takes longer to start than all of ours. Must run before the app is ready.
 */
export function drawBySuitableMeans(): void {
  if (!devices.some((device) => existsSync(device))) app.disableHardwareAcceleration();
}

/**
 * Keeps Chromium from ending main when the graphics process is gone and cannot be started anew, as after a signal to
 * all processes: main has something to store. Not for a window that stays open: it would not turn from a driver that
 * crashes to drawing without it.
 */
export function outliveGraphics(): void {
  app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
}
