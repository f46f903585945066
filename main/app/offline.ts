import { app } from 'electron';

/** Chromium's switches by which nothing of it reaches for a network. */
const switches: Readonly<Record<string, string>> = {
  // No name and no address leads anywhere, and no proxy of the environment is asked.
  'host-resolver-rules': 'MAP * ~NOTFOUND',
  'no-proxy-server': '',
  // Updates of components, reports and pings.
  'disable-background-networking': '',
  'disable-component-update': '',
  'disable-domain-reliability': '',
  'no-pings': '',
};

/** By these another program could read and drive the window. */
const remoteControl = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
];

/** Keeps Chromium off every network, and the packaged application closed to debuggers. Must run before the app is ready. */
export function stayOffline(): void {
  for (const [name, value] of Object.entries(switches)) app.commandLine.appendSwitch(name, value);
  if (app.isPackaged) for (const name of remoteControl) app.commandLine.removeSwitch(name);
}
