import { mkdir, rm } from 'node:fs/promises';
import { stageBetterSqlite3 } from '../stage/better-sqlite3.mjs';
import { stageIcons } from '../stage/icons.mjs';
import { stageLicences } from '../stage/licences.mjs';
import { stageMnist } from '../stage/mnist.mjs';
import { stageTfjsNode } from '../stage/tfjs-node.mjs';
import { staged } from '../stage/staged.mjs';

/** Called by electron-builder before it collects the files that electron-builder.yml names. */
export default async function beforePack() {
  await rm(staged(), { recursive: true, force: true });
  // electron-builder looks for its own extra files there, and for none of ours.
  await mkdir(staged('resources'), { recursive: true });
  const bundled = await stageTfjsNode();
  const copied = await stageBetterSqlite3();
  await stageMnist();
  await stageIcons();
  await stageLicences([...bundled, ...copied]);
}
