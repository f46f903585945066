import { availableParallelism, cpus, totalmem } from 'node:os';
import { threadsVariable, type EngineFacts } from '../../shared/trainer-protocol';
import { backend } from './backend';
import { multipliesBfloat16 } from './graph/arithmetic';
import { tf } from './tensorflow';

/** What this engine runs on. */
export function engineFacts(): EngineFacts {
  return {
    tensorflow: backend().binding.TF_Version,
    tfjs: tf.version['tfjs-core'],
    node: process.versions.node,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    threads: Number(process.env[threadsVariable] ?? availableParallelism()),
    memory: totalmem(),
    multipliesBfloat16: multipliesBfloat16(),
  };
}
