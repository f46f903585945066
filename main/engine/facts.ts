import { cpus, totalmem } from 'node:os';
import type { EngineFacts } from '../../shared/trainer-protocol';
import { tf } from './tensorflow';

/** What this engine runs on. */
export function engineFacts(): EngineFacts {
  const { binding } = tf.backend() as unknown as { binding: { readonly TF_Version: string } };
  const processors = cpus();
  return {
    tensorflow: binding.TF_Version,
    tfjs: tf.version['tfjs-core'],
    node: process.versions.node,
    cpu: processors[0]?.model.trim() ?? 'unknown',
    threads: processors.length,
    memory: totalmem(),
  };
}
