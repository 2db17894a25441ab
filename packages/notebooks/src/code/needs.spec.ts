// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Needs } from '@jupyter-atrium/api';
import { PYTHON, code, notebookFile, textFile } from '../../test/a-notebook.ts';
import type { WorkFile } from '../files/work-file.ts';
import { fileNeeds, workNeeds } from './needs.ts';

const needs = (...files: WorkFile[]): Needs => workNeeds(files.map(fileNeeds));
const R = { kernelspec: { name: 'ir', display_name: 'R' } };

describe('workNeeds', () => {
  it('names language and kernel of most notebooks', () => {
    const result = needs(notebookFile([], 'a.ipynb', R), notebookFile([], 'b.ipynb'), notebookFile([], 'c.ipynb'));

    expect(result.language).toBe('python');
    expect(result.kernel).toEqual({ name: 'python3', displayName: 'Python 3', language: 'python' });
  });

  it('tells the language from the kernel if the notebook does not name it', () => {
    expect(needs(notebookFile([], 'a.ipynb', R))).toMatchObject({
      language: 'r',
      kernel: { name: 'ir', language: 'r' }
    });
  });

  it('needs nothing without notebooks and code', () => {
    expect(needs(textFile('data.csv', 'a,b'))).toEqual({ language: null, kernel: null, packages: [], environment: [] });
  });

  it('lists packages most used first, over all files', () => {
    const notebook = notebookFile([code('import numpy as np\nimport xarray as xr'), code('xr.a(); xr.b()')]);

    expect(needs(notebook, textFile('lib/tool.py', 'import scipy\nscipy.x(scipy.y(scipy.z))')).packages).toEqual([
      'scipy',
      'xarray',
      'numpy'
    ]);
  });

  it('does not list modules that are files of the work', () => {
    const notebook = notebookFile([code('import helpers\nfrom lib.tool import x\nimport dask')]);

    expect(needs(notebook, textFile('helpers.py', ''), textFile('lib/tool.py', '')).packages).toEqual(['dask']);
  });

  it('reads code behind magics, and the language of a cell’s own', () => {
    const cells = [
      code('%matplotlib inline\n!pip install no\nimport numpy'),
      code('%%time\nimport dask'),
      code('%%bash\nimport no'),
      code('%%R\nlibrary(dplyr)')
    ];

    expect(needs(notebookFile(cells)).packages.sort()).toEqual(['dask', 'dplyr', 'numpy']);
  });

  it('lists environment files wherever they lie', () => {
    const paths = [
      'environment.yml',
      'binder/requirements.txt',
      'requirements-dev.txt',
      'Project.toml',
      'notes.txt',
      'requirements.csv'
    ];

    expect(needs(...paths.map(path => textFile(path, ''))).environment).toEqual([
      'Project.toml',
      'binder/requirements.txt',
      'environment.yml',
      'requirements-dev.txt'
    ]);
  });

  it('takes a notebook without language for Python', () => {
    expect(needs(notebookFile([code('import dask')], 'a.ipynb', {}))).toMatchObject({
      language: null,
      packages: ['dask']
    });
    expect(needs(notebookFile([code('import dask')], 'a.ipynb', PYTHON)).packages).toEqual(['dask']);
  });
});
