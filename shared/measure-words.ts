import { counted } from './counted';
import { formatNats } from './nats';
import type { MeasuredValue, MeasureDetail } from './measures';

/** A measure as a person reads it: its value, and what to read the value by. */
export interface MeasureWords {
  readonly value: string;
  readonly context: string;
}

export function measureWords({ name, value, samples, details }: MeasuredValue): MeasureWords {
  const count = samples.toLocaleString('en');
  const detail = (key: MeasureDetail, write: (value: number) => string): string => {
    const found = details[key];
    return found === undefined ? '–' : write(found);
  };
  switch (name) {
    case 'importance-bound': {
      const latents = counted(samples, 'latent');
      return {
        value: `${formatNats(value)} ± ${detail('standardError', formatNats)} nats`,
        context: `${latents} an image; the bound of one latent is ${detail('negativeElbo', formatNats)}`,
      };
    }
    case 'label-agreement':
      return {
        value: percent(value),
        context: `of ${count} digits; the classifier is right on ${detail('judgeAccuracy', percent)} of real ones`,
      };
    case 'diversity':
      return {
        value: value.toFixed(2),
        context: `digits of a label are ${detail('generatedDistance', short)} apart; real ones ${detail('realDistance', short)}`,
      };
    case 'frechet-distance':
      return {
        value: short(value),
        context: `squared distance of ${count} digits; real training images reach ${detail('floor', short)}`,
      };
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
/** Three digits. */
const short = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
