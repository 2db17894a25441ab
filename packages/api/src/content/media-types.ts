// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const TYPES: Readonly<Record<string, string>> = {
  ipynb: 'application/x-ipynb+json',
  md: 'text/markdown',
  txt: 'text/plain',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  geojson: 'application/geo+json',
  yml: 'application/yaml',
  yaml: 'application/yaml',
  toml: 'application/toml',
  xml: 'application/xml',
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  ts: 'text/x-typescript',
  py: 'text/x-python',
  r: 'text/x-r',
  jl: 'text/x-julia',
  sh: 'text/x-shellscript',
  c: 'text/x-c',
  cpp: 'text/x-c++',
  sql: 'application/sql',
  tex: 'text/x-tex',
  bib: 'text/x-bibtex',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  zip: 'application/zip',
  gz: 'application/gzip',
  parquet: 'application/vnd.apache.parquet',
  h5: 'application/x-hdf5',
  hdf5: 'application/x-hdf5',
  nc: 'application/x-netcdf',
  npy: 'application/octet-stream'
};

/**
 * Guesses a file's media type from its name, without parameters.
 *
 * @param path - a file name or path
 * @returns `application/octet-stream` for unknown endings
 */
export function mediaTypeOf(path: string): string {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(TYPES, ending) ? (TYPES[ending] as string) : 'application/octet-stream';
}
