import { kernels } from '../../lib/build-kernels.mjs';
import { inRoot } from '../../lib/paths.mjs';
import { copyNativeFile } from './native-files.mjs';
import { staged } from './staged.mjs';

/** Stages the engine's own kernels, stripped, from where the package's own name for them leads to. */
export const stageKernels = () => copyNativeFile(inRoot(kernels), staged('kernels/kernels.node'));
