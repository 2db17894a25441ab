// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Builds the program `atrium`, the service with it.
import { readFileSync } from 'node:fs';
import { root } from './run.mjs';

/** Builds the program into a folder. */
export async function buildProgram(folder) {
  const { build } = await import('esbuild');
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  await build({
    absWorkingDir: root,
    entryPoints: { atrium: 'packages/cli/src/main.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    // In parts, so that a command reads only what it needs: docs/adr/0012-program-in-parts.md.
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    keepNames: true,
    conditions: ['atrium-source'],
    // `pg` looks for its native twin, which nobody installs.
    external: ['pg-native'],
    define: { ATRIUM_VERSION: JSON.stringify(version) },
    banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);" }
  });
}
