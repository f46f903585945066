import { call, onSamplerPort } from './api';
import { SamplerClient } from './sampler-client';

/** The sampler, for every view of this window. */
export const sampler = new SamplerClient({
  connect: () => call('sampler.connect'),
  onPort: onSamplerPort,
});
