// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import js from '@eslint/js';
import jupyter from '@jupyter/eslint-plugin';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const typescript = ['**/*.ts', '**/*.tsx'];
const specs = ['**/*.spec.ts', '**/*.spec.tsx', 'packages/*/{test,bench}/**/*.ts', 'ui-tests/**/*.ts', 'bench/**/*.ts'];
const lab = '{connection,gallery,publishing,rooms}';

/** Forbids names with a message that says where the code belongs. */
const banned = (names, message) => ['error', ...names.map(name => ({ name, message }))];

const wayOut = 'Other hubs are reached by PeerFetch (peers/fetch) only: it looks at every address first.';

export default defineConfig([
  { ignores: ['**/lib/', '.dev/', 'dist/', 'jupyter_atrium/', '**/style/*.js', '**/testdata/', 'examples/works/'] },
  js.configs.recommended,
  {
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      complexity: ['error', 12]
    }
  },
  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        // Sources belong to their package's project, specs to one of their own.
        project: ['packages/*/tsconfig.json', 'tsconfig.spec.json'],
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-namespace': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['fixme', 'xxx', 'todo:'] }],
      // TypeScript knows which names exist.
      'no-undef': 'off'
    }
  },
  {
    files: ['**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }] }
  },
  {
    files: specs,
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off'
    }
  },
  {
    files: [`packages/${lab}/src/**/*.{ts,tsx}`],
    ignores: specs,
    extends: [{ plugins: { jupyter } }, jupyter.configs.recommended],
    rules: {
      // Lumino's signals take the method and its `this` as two arguments.
      '@typescript-eslint/unbound-method': 'off'
    }
  },
  {
    files: [`packages/${lab}/src/plugins/*.ts`],
    ignores: specs,
    rules: {
      'max-params': 'off',
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }]
    }
  },
  {
    files: ['packages/*/src/**/*.{ts,tsx}'],
    ignores: [
      ...specs,
      'packages/connection/src/server.ts',
      'packages/cli/src/main.ts',
      'packages/cli/src/unix-fetch.ts',
      'packages/hub-service/src/auth/http-jupyterhub.ts'
    ],
    rules: {
      'no-restricted-globals': banned(
        ['fetch', 'XMLHttpRequest', 'WebSocket'],
        'The network is opened in connection/src/server.ts, cli/src/main.ts, peers/fetch and http-jupyterhub.ts only; take a client or a fetch as an argument.'
      )
    }
  },
  {
    files: ['packages/hub-service/src/**/*.ts'],
    ignores: [...specs, 'packages/hub-service/src/peers/fetch/*.ts', 'packages/hub-service/src/front-door.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises'].flatMap(name =>
            [name, `node:${name}`].map(each => ({ name: each, message: wayOut, allowTypeImports: true }))
          ),
          patterns: [{ group: ['undici', 'undici/*'], message: wayOut, allowTypeImports: true }]
        }
      ]
    }
  },
  {
    files: [`packages/${lab}/src/**/view.tsx`, `packages/${lab}/src/**/*-view.tsx`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: '@jupyterlab/apputils', message: 'Views show; dialogs and notifications belong into commands/.' }
          ]
        }
      ]
    }
  },
  {
    files: [`packages/${lab}/src/**/model.ts`],
    ignores: specs,
    rules: {
      'no-restricted-globals': banned(
        ['document', 'window', 'fetch'],
        'A model has no DOM and no network: its spec must run without JupyterLab.'
      ),
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'react', message: 'A model knows no React: put it into view.tsx.' }] }
      ]
    }
  },
  {
    files: ['packages/hub-service/src/**/*.ts'],
    ignores: [...specs, 'packages/hub-service/src/env.ts', 'packages/hub-service/src/main.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read variables in env.ts and pass them on in Config.' }
      ]
    }
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly'
      }
    }
  },
  prettier
]);
