import { readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { run, runInElectron } from '../command.mjs';
import { failureFrom } from '../failure.mjs';
import { requireCompiler, requirePip } from '../machine.mjs';

export const version = '2.21.0';
const title = `TensorFlow ${version}`;

/** TensorFlow's C library as it is published for Python: years newer than the one that tfjs-node would fetch by itself. */
const wheel = {
  title,
  name: `tensorflow_cpu-${version}.whl`,
  algorithm: 'sha256',
  digest: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
};

const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** Licences of what is linked into the libraries; a packaged application has to carry them. */
const notices = 'THIRD_PARTY_NOTICES.txt';

const headers = [
  'tensorflow/c/c_api.h',
  'tensorflow/c/c_api_macros.h',
  'tensorflow/c/tf_attrtype.h',
  'tensorflow/c/tf_buffer.h',
  'tensorflow/c/tf_datatype.h',
  'tensorflow/c/tf_status.h',
  'tensorflow/c/tf_tensor.h',
  'tensorflow/c/tf_tstring.h',
  'tensorflow/c/eager/c_api.h',
  'tensorflow/core/platform/ctstring.h',
  'tensorflow/core/platform/ctstring_internal.h',
  'tsl/platform/ctstring.h',
  'tsl/platform/ctstring_internal.h',
  'xla/tsl/c/tsl_status.h',
];

const compilerFlags = ['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8'];
// The binding finds the libraries from its own place, wherever the cache lies.
const linkerFlags = [
  '-Wl,-rpath,$ORIGIN/../../deps/lib',
  ...libraries.map((library) => `-l:${library}`),
];
const binding = 'lib/napi-v8/tfjs_binding.node';

/**
 * TensorFlow's libraries, and tfjs-node's binding compiled against them.
 * @param {import('../downloads.mjs').Downloads} downloads
 * @param {string} clone
 * @returns {import('../native-part.mjs').Recipe}
 */
export function tensorflow(downloads, clone) {
  return {
    name: 'tensorflow',
    title,
    version,
    ingredients: [wheel.digest, tfjsVersion(clone), notices, ...compilerFlags, ...linkerFlags],
    bytes: 1720e6,
    links: [
      { from: 'lib', to: 'node_modules/@tensorflow/tfjs-node/lib' },
      { from: 'deps', to: 'node_modules/@tensorflow/tfjs-node/deps' },
    ],
    async require() {
      await requirePip();
      await requireCompiler();
    },
    async make(folder, scratch) {
      const path = await downloads.obtain(wheel, download);
      await unpack(path, folder, scratch);
      await compile(clone, folder, scratch);
      await check(clone, folder);
    },
  };
}

/** @param {string} clone */
function tfjsVersion(clone) {
  const { dependencies } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8'));
  return `tfjs-node ${dependencies['@tensorflow/tfjs-node']}`;
}

/** @param {string} into */
async function download(into) {
  const { code, output } = await run('python3', [
    ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-cache-dir'],
    ...['--no-deps', '--only-binary=:all:', '--platform', 'manylinux_2_27_x86_64'],
    ...['--python-version', '3.11', '--dest', into, `tensorflow-cpu==${version}`],
  ]);
  if (code !== 0) throw failureFrom(`${title} could not be downloaded`, output);
}

/**
 * @param {string} wheelPath
 * @param {string} folder
 * @param {string} scratch
 */
async function unpack(wheelPath, folder, scratch) {
  await mkdir(join(folder, 'deps/lib'), { recursive: true });
  const wanted = [
    ...[notices, ...libraries].map((file) => `tensorflow/${file}`),
    ...headers.map((header) => `tensorflow/include/${header}`),
  ];
  await must('unpacked', 'unzip', ['-q', wheelPath, ...wanted, '-d', scratch]);
  await rename(join(scratch, 'tensorflow', notices), join(folder, 'deps', notices));
  for (const library of libraries) {
    const path = join(folder, 'deps/lib', library);
    await rename(join(scratch, 'tensorflow', library), path);
    // A quarter of the large one is names that nothing looks up.
    await must('stripped', 'strip', ['--strip-unneeded', path]);
  }
}

/**
 * @param {string} clone
 * @param {string} folder
 * @param {string} scratch
 */
async function compile(clone, folder, scratch) {
  const tfjs = join(clone, 'node_modules/@tensorflow/tfjs-node');
  await mkdir(join(folder, 'lib/napi-v8'), { recursive: true });
  await must('compiled', 'g++', [
    ...compilerFlags,
    `-I${join(clone, 'node_modules/node-api-headers/include')}`,
    `-I${join(scratch, 'tensorflow/include')}`,
    join(tfjs, 'binding/tfjs_backend.cc'),
    join(tfjs, 'binding/tfjs_binding.cc'),
    `-L${join(folder, 'deps/lib')}`,
    ...linkerFlags,
    ...['-o', join(folder, binding)],
  ]);
}

/** @param {string} clone @param {string} folder */
async function check(clone, folder) {
  const { code, output } = await runInElectron(
    join(clone, 'node_modules/electron/dist/electron'),
    'console.log(require(process.argv[1]).TF_Version)',
    [join(folder, binding)],
  );
  const found = output.trim().split('\n').at(-1);
  if (code !== 0 || found !== version) throw failureFrom(`${title} does not load`, output);
}

/** @param {string} done "compiled" @param {string} command @param {string[]} args */
async function must(done, command, args) {
  const { code, output } = await run(command, args);
  if (code !== 0) throw failureFrom(`${title} could not be ${done}`, output);
}
