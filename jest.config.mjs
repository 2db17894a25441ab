// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Two projects: `lab` (labextensions, jsdom) and `node` (what Node runs).
import base from '@jupyterlab/testing/lib/jest-config.js';

const swc = parser => [
  '@swc/jest',
  {
    sourceMaps: 'inline',
    jsc: { target: 'es2022', parser, transform: { react: { runtime: 'classic' } } },
    module: { type: 'commonjs' }
  }
];
const transform = {
  '\\.svg$': '@jupyterlab/testing/lib/jest-raw-loader.js',
  '\\.tsx?$': swc({ syntax: 'typescript', tsx: true }),
  '\\.m?js$': swc({ syntax: 'ecmascript' })
};
const lab = base(import.meta.dirname);
const labPackages = ['connection', 'gallery', 'publishing', 'rooms'];
const nodePackages = ['api', 'client', 'notebooks', 'hub-service', 'cli'];
const roots = names => names.map(name => `<rootDir>/packages/${name}`);

/** Leaves ES modules under node_modules to the transform. */
const except = names => [`/node_modules/(?!(${names.join('|')})/)`];

/** Our own packages are taken from their sources: no build before a test. */
const sources = {
  '^@jupyter-atrium/api/testing$': '<rootDir>/packages/api/src/testing',
  '^@jupyter-atrium/hub-service/verify$': '<rootDir>/packages/hub-service/src/log/verify',
  '^@jupyter-atrium/(api|client|notebooks|connection|hub-service)$': '<rootDir>/packages/$1/src'
};
const shared = {
  // Jest 29 cannot call Prettier 3; inline snapshots are formatted with everything else.
  prettierPath: null,
  transform,
  testRegex: '\\.spec\\.tsx?$',
  modulePathIgnorePatterns: ['<rootDir>/packages/[^/]+/lib', '<rootDir>/jupyter_atrium', '<rootDir>/.dev']
};

export default {
  reporters: ['default'],
  // A hang, not slowness, ends a test: other programs may use the machine too.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'lab',
      rootDir: import.meta.dirname,
      roots: roots(labPackages),
      testEnvironment: lab.testEnvironment,
      setupFiles: lab.setupFiles,
      moduleNameMapper: { ...lab.moduleNameMapper, ...sources },
      moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json', 'node'],
      transformIgnorePatterns: except([
        '@codemirror',
        '@hocuspocus',
        '@jupyter',
        '@jupyterlab',
        '@lifeomic',
        '@marijn',
        '@microsoft',
        '@rjsf',
        'color',
        'color-[^/]+',
        'exenv-es6',
        'lib0',
        'marked[^/]*',
        'nanoid',
        'typebox',
        'vscode-ws-jsonrpc',
        'y-protocols',
        'y-websocket',
        'yjs'
      ])
    },
    {
      ...shared,
      displayName: 'node',
      rootDir: import.meta.dirname,
      roots: roots(nodePackages),
      testEnvironment: 'node',
      setupFiles: ['<rootDir>/scripts/jest-seed.mjs'],
      moduleNameMapper: sources,
      transformIgnorePatterns: except([
        'typebox',
        'kysely',
        'cookie',
        'content-disposition',
        // sanitize-html and what it parses with
        'htmlparser2',
        'dom[^/]+',
        'entities',
        'marked'
      ])
    }
  ]
};
