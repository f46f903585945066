import { z } from 'zod';
import { damagedKinds, type DamagedItem } from '../damage';
import { channel, nothing, oneRun } from './channel';

/** Ids of damaged rows may be damaged too. */
const oneItem = z.strictObject({ kind: z.enum(damagedKinds), id: z.string().max(10_000) });

export const damageChannels = {
  /** Whatever is stored but cannot be read. */
  'damage.list': channel<readonly DamagedItem[]>().taking(nothing),
  /** What of a run that can be read cannot: a sentence each. */
  'damage.ofRun': channel<readonly string[]>().taking(oneRun),
  /** Deletes what cannot be read; a run goes to the trash. */
  'damage.remove': channel().taking(oneItem),
  'damage.restore': channel().taking(oneItem),
} as const;
