import { expect, test } from 'vitest';
import { engineEnvironment } from './engine-environment';

test('what could change libraries, kernels, threads or code stays away from the engine', () => {
  const own = {
    ...{
      LD_LIBRARY_PATH: '/opt/conda/lib',
      LD_PRELOAD: '/lib/other.so',
      NODE_OPTIONS: '--inspect',
    },
    ...{ OMP_NUM_THREADS: '1', DNNL_MAX_CPU_ISA: 'SSE41', ONEDNN_MAX_CPU_ISA: 'SSE41' },
    ...{ TF_NUM_INTEROP_THREADS: '1', TF_SOME_LATER_SWITCH: '1', ELECTRON_RUN_AS_NODE: '1' },
    ...{ TF_ENABLE_ONEDNN_OPTS: '0', TF_CPU_ALLOCATOR_USE_BFC: 'false', LANG: 'tr_TR.UTF-8' },
    ...{ TMPDIR: '/scratch', TF_CPP_MIN_LOG_LEVEL: '0' },
  };
  expect(engineEnvironment(own)).toEqual({
    ...{ TF_ENABLE_ONEDNN_OPTS: '1', TF_CPU_ALLOCATOR_USE_BFC: 'true' },
    ...{ TMPDIR: '/scratch', TF_CPP_MIN_LOG_LEVEL: '0' },
  });
  expect(engineEnvironment({})).toMatchObject({ TF_CPP_MIN_LOG_LEVEL: '2' });
});
