interface EngineVariable {
  /** What it is, whatever it is in our own environment. */
  readonly always?: string;
  /** What it is where our own environment does not have it. */
  readonly otherwise?: string;
  readonly reason: string;
}

/**
 * All that engine processes have of an environment. A person's own may choose other libraries (LD_LIBRARY_PATH,
 * LD_PRELOAD), other kernels or instructions (TF_*, XLA_*, ONEDNN_*, DNNL_*), other numbers of threads (OMP_*, KMP_*,
 * GOMP_*, MKL_*, OPENBLAS_*, UV_*), another allocator (MALLOC_*, GLIBC_TUNABLES), other flags and code (NODE_*,
 * ELECTRON_*, CHROME_*, PYTHON*) or another language (LANG, LC_*). Weights and images depend on none of them, nor on
 * what a later TensorFlow reads: a variable that does not stand here stays away.
 */
const engineVariables: Readonly<Record<string, EngineVariable>> = {
  TMPDIR: {
    reason: 'TensorFlow reads graphs from files there; main has seen to it that there is room.',
  },
  TF_CPP_MIN_LOG_LEVEL: {
    otherwise: '2',
    reason:
      'TensorFlow greets on standard error when it is loaded; only its errors are of interest.',
  },
  TF_CPP_MAX_VLOG_LEVEL: { reason: 'It changes what TensorFlow says, not what it computes.' },
  TF_CPP_VMODULE: { reason: 'It changes what TensorFlow says, not what it computes.' },
  TF_ENABLE_ONEDNN_OPTS: {
    always: '1',
    reason:
      'TensorFlow itself chooses oneDNN only where a processor has instructions for neural networks; on others its matrix products are twice as fast with it, too.',
  },
  TF_CPU_ALLOCATOR_USE_BFC: {
    always: 'true',
    reason:
      'Small tensors come from TensorFlow’s own pool, too: asking Electron’s allocator for each takes 5% of a step.',
  },
};

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of an engine process, given our own. */
export function engineEnvironment(own: Environment): Record<string, string> {
  const entries = Object.entries(engineVariables).flatMap(([name, { always, otherwise }]) => {
    const value = always ?? own[name] ?? otherwise;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}
