import { branchKeys, readBranch, type BranchChanges, type BranchKey } from '../../shared/branching';
import type { RunConfig } from '../../shared/run-config';
import { isInForce, readConfigValue, valueIssue, writeConfig } from '../../shared/run-config-text';

/** What a branch may change, as a person types it. */
export type BranchTexts = Readonly<Record<BranchKey, string>>;

/** Epochs that a branch of a finished training adds, unless a person says otherwise. */
const addedEpochs = 10;

/** What most branches are made for. */
export const mainBranchKeys = ['epochs', 'learningRate', 'beta'] as const satisfies BranchKey[];

/** The other settings that can change and mean something beside these. */
export function otherBranchKeys(parent: RunConfig, texts: BranchTexts): readonly BranchKey[] {
  const isMain = (key: BranchKey): boolean => mainBranchKeys.some((main) => main === key);
  const { conditioning } = parent;
  const { learningRateDecay } = texts;
  return branchKeys.filter(
    (key) => !isMain(key) && isInForce(key, { conditioning, learningRateDecay }),
  );
}

/** The parent's settings, with room for epochs after `epoch`. */
export function branchTexts(parent: RunConfig, epoch: number): BranchTexts {
  const epochs = parent.epochs > epoch ? parent.epochs : epoch + addedEpochs;
  return writeConfig({ ...parent, epochs });
}

/** What is changed, or what is wrong with which field. */
export interface BranchFormReading {
  /** Null while a field is wrong. */
  readonly changes: BranchChanges | null;
  readonly issues: ReadonlyMap<string, string>;
}

/** Reads the texts of a branch that begins after `epoch` epochs. */
export function readBranchTexts(
  parent: RunConfig,
  epoch: number,
  texts: BranchTexts,
): BranchFormReading {
  const shown = [...mainBranchKeys, ...otherBranchKeys(parent, texts)];
  const issues = new Map<string, string>();
  const changes: Partial<Record<BranchKey, number | string>> = {};
  for (const key of shown) {
    const issue = valueIssue(key, texts[key]);
    if (issue !== undefined) issues.set(key, issue);
    const value = readConfigValue(key, texts[key]);
    if (value !== parent[key]) changes[key] = value as number | string;
  }
  if (issues.size > 0) return { changes: null, issues };
  const reading = readBranch(parent, epoch, changes);
  if (reading.ok) return { changes, issues };
  for (const { field, message } of reading.issues) issues.set(field, message);
  return { changes: null, issues };
}
