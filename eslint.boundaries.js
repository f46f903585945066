import boundaries from 'eslint-plugin-boundaries';

/**
 * What the files of a folder may import besides each other. Nothing else is allowed.
 *
 * @typedef {object} Rights
 * @property {string} [pattern] of the folders, if that is not the name itself
 * @property {readonly string[]} [folders]
 * @property {readonly string[]} [types] folders of which only types may be imported
 * @property {readonly string[]} [packages] names or patterns
 * @property {boolean} [node] Node's own modules
 */

/** Every package but those that belong to some folders alone: electron, better-sqlite3 and @tensorflow/tfjs-node. */
const others = ['!(electron|better-sqlite3)', '@!(tensorflow)/*'];
const interfacePackages = ['svelte', 'chart.js', '@lucide/svelte', 'zod'];
const services = ['main/runs', 'main/sheets', 'main/datasets'];
const everythingInMain = [
  ...[
    'shared',
    'main/app',
    'main/cli',
    'main/engine-host',
    'main/files',
    'main/ipc',
    'main/storage',
  ],
  ...services,
];

/** @type {Readonly<Record<string, Rights>>} the first pattern that holds a file is its folder */
const rights = {
  shared: { packages: ['zod'] },

  'main/preload': { folders: ['shared'], packages: ['electron'] },
  'main/engine': {
    folders: ['shared'],
    packages: [...others, '@tensorflow/tfjs-node'],
    node: true,
  },
  'main/engine-host': { folders: ['shared'], packages: [...others, 'electron'], node: true },
  'main/storage': {
    folders: ['shared', 'main/files'],
    packages: [...others, 'better-sqlite3'],
    node: true,
  },
  'main/files': { folders: ['shared'], node: true },
  'main/runs': {
    folders: ['shared', 'main/storage'],
    types: ['main/engine-host'],
    packages: others,
    node: true,
  },
  'main/sheets': {
    folders: ['shared', 'main/files', 'main/storage'],
    types: ['main/engine-host'],
    packages: others,
    node: true,
  },
  'main/datasets': {
    folders: ['shared', 'main/files', 'main/storage'],
    types: ['main/engine-host'],
    packages: others,
    node: true,
  },
  'main/cli': {
    folders: ['shared', ...services],
    types: ['main/storage'],
    packages: others,
    node: true,
  },
  'main/ipc': {
    folders: ['shared', ...services],
    types: ['main/storage'],
    packages: [...others, 'electron'],
    node: true,
  },
  'main/app': { folders: everythingInMain, packages: [...others, 'electron'], node: true },
  main: { folders: everythingInMain, packages: [...others, 'electron'], node: true },

  'renderer/ui': { folders: ['shared'], packages: interfacePackages },
  // What several views show of runs.
  'renderer/parts': { folders: ['shared', 'renderer', 'renderer/ui'], packages: interfacePackages },
  // Any other folder is a view. It reaches no other view.
  view: {
    pattern: 'renderer/*',
    folders: ['shared', 'renderer', 'renderer/ui', 'renderer/parts'],
    packages: interfacePackages,
  },
  renderer: {
    folders: ['shared', 'renderer/ui', 'view'],
    packages: interfacePackages,
  },

  e2e: { types: ['shared'], packages: [...others, 'electron'], node: true },
  bench: {
    folders: ['shared', 'main/engine', 'main/engine-host', 'main/storage'],
    packages: [...others, 'electron'],
    node: true,
  },
  'scripts/setup/default-app': { packages: ['electron'], node: true },
  scripts: { packages: others, node: true },
};

/** @param {string} folder @param {Rights} right */
function policyFor(folder, { folders = [], types = [], packages = [], node = false }) {
  return {
    from: { element: { type: folder } },
    allow: [
      { to: { element: { type: folders } } },
      { to: { element: { type: types } }, dependency: { kind: 'type' } },
      { to: { module: { origin: 'external', source: packages } } },
      { to: { module: { origin: node ? 'core' : [] } } },
    ],
  };
}

/**
 * Who may import whom, as errors.
 * @param {string} root the folder that the names above start from
 * @returns {import('eslint').Linter.Config}
 */
export function importRules(root) {
  return {
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': root,
      'boundaries/legacy-templates': false,
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
      'boundaries/elements': Object.entries(rights).map(([folder, right]) => ({
        type: folder,
        pattern: right.pattern ?? folder,
        partialMatch: false,
      })),
      'boundaries/files': [
        { category: 'test', pattern: '**/*.test.ts' },
        { category: 'test', pattern: '**/{testing,testing.ts,testing/**}' },
        { category: 'composition', pattern: 'renderer/{App.svelte,main.ts,views.ts}' },
      ],
      'import/resolver': {
        node: { extensions: ['.ts', '.js', '.mjs', '.svelte'] },
      },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          policies: [
            ...Object.entries(rights).map(([folder, right]) => policyFor(folder, right)),
            {
              from: { element: { type: 'view' } },
              disallow: {
                to: { file: { categories: 'composition' } },
                dependency: { kind: 'value' },
              },
            },
            { disallow: { to: { file: { categories: 'test' } } } },
            { from: { file: { categories: 'test' } }, allow: { dependency: { kind: '*' } } },
          ],
        },
      ],
    },
  };
}
