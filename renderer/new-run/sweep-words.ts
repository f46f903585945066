import type { ExpectedTime } from '../../shared/expected-time';
import { runConfigKeys } from '../../shared/run-config-text';
import { runConfigFields } from '../../shared/run-config-fields';
import { settingGlance } from '../../shared/run-config-glance';
import type { RunConfig, RunConfigKey } from '../../shared/run-config';
import type { Sweep } from '../../shared/sweep/read-sweep';
import { settingWords } from '../config-words';
import { basisWords, roughDuration, totalSeconds } from '../time-words';
import { formatCount } from '../ui/format';

/** Of the values of one setting this many are told. */
const valuesTold = 6;

/** What a sweep varies, e.g. `Beta 1, 2, 4 × Seed 1, 2, 3`. */
export function axesLine({ configs, varied }: Sweep): string {
  return varied
    .map((key) => `${runConfigFields[key].label} ${valuesLine(configs, key)}`)
    .join(' × ');
}

/** Layers have commas of their own: their values are told apart by semicolons. */
function valuesLine(configs: readonly RunConfig[], key: RunConfigKey): string {
  const values = [...new Set(configs.map((config) => settingWords(config, key)))];
  const between = values.some((value) => value.includes(', ')) ? '; ' : ', ';
  if (values.length <= valuesTold) return values.join(between);
  const told = [...values.slice(0, valuesTold - 2), '…', values.at(-1)].join(between);
  return `${told} (${formatCount(values.length)} values)`;
}

/** What is expected of the runs together, e.g. `About 3 min each, 36 min in all: …`. */
export function timeLine(times: readonly (ExpectedTime | null)[]): string {
  const known = times.filter((time) => time !== null);
  const all = totalSeconds(times);
  if (all === null) {
    return 'How long it takes is not known before a first run has trained on this machine.';
  }
  const basis = basisWords(known);
  if (known.length === 1) return `About ${roughDuration(all)}, ${basis}.`;
  const seconds = known.map((time) => time.seconds);
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)].map(roughDuration);
  const each = least === most ? `About ${least} each` : `${least} to ${most} each`;
  return `${each}, about ${roughDuration(all)} in all, ${basis}.`;
}

/** What tells one run of a sweep from the others, e.g. `β 2 · seed 3`. */
export function differenceGlance(config: RunConfig, { differing }: Sweep): string {
  return runConfigKeys
    .filter((key) => differing.includes(key))
    .map((key) => settingGlance(config, key))
    .join(' · ');
}
