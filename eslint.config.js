import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { importRules } from './eslint.boundaries.js';
import svelteConfig from './svelte.config.js';

/** What reads values that TypeScript has no types for. */
const unsafe = Object.fromEntries(
  ['argument', 'assignment', 'call', 'member-access', 'return'].map((use) => [
    `@typescript-eslint/no-unsafe-${use}`,
    'off',
  ]),
);

export default defineConfig(
  { ignores: ['build/', 'dist/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  svelte.configs.recommended,
  comments.recommended,
  importRules(import.meta.dirname),

  {
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.js', '.mjs', '.svelte'] }),
      ],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@eslint-community/eslint-comments/require-description': [
        'error',
        { ignore: ['eslint-enable'] },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Numbers in messages are what this application is about.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // noUncheckedIndexedAccess asks for `!` where a loop indexes the array that it runs over.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A channel's answer is a type argument, and may be nothing.
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser, svelteConfig },
    },
    rules: {
      // In an effect, `void value` says: run again when it changes.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // A Map that is a cache, and not state, is a plain one.
      'svelte/prefer-svelte-reactivity': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'SvelteAttribute[key.name="style"][value.length=1] > SvelteLiteral',
          message:
            'The Content-Security-Policy blocks style attributes in markup: use a class, or style:property={...}.',
        },
      ],
    },
  },
  {
    // What snippets and generic components are given has a type for svelte-check, and none for this parser.
    files: ['**/*.svelte'],
    rules: { ...unsafe, '@typescript-eslint/restrict-plus-operands': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/testing/**', '**/testing.ts'],
    rules: {
      // Vitest's matchers are values of type any.
      ...unsafe,
      // A stand-in for something asynchronous has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // Playwright reads from the pattern which fixtures are wanted, and none is written as {}.
    files: ['e2e/**'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  {
    // Plain JavaScript, checked through its comments: what JSON.parse gives has no type there.
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
    rules: { ...unsafe, '@typescript-eslint/require-await': 'off' },
  },
  prettier,
  svelte.configs.prettier,
);
