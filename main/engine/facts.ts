import { cpus, totalmem } from 'node:os';
import type { EngineFacts } from '../../shared/trainer-protocol';
import { backend } from './backend';
import { multipliesBfloat16 } from './graph/arithmetic';
import { tf } from './tensorflow';

/** What this engine runs on. */
export function engineFacts(): EngineFacts {
  const processors = cpus();
  return {
    tensorflow: backend().binding.TF_Version,
    tfjs: tf.version['tfjs-core'],
    node: process.versions.node,
    cpu: processors[0]?.model.trim() ?? 'unknown',
    threads: processors.length,
    memory: totalmem(),
    multipliesBfloat16: multipliesBfloat16(),
  };
}
