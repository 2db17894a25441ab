// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { packagesOf } from './imports.ts';

const packages = (code: string, language = 'python'): string[] => [...packagesOf([{ language, code }]).keys()].sort();

describe('packagesOf', () => {
  it('finds every way to import in Python', () => {
    const code = `
import numpy as np, pandas
import matplotlib.pyplot as plt; import scipy
from sklearn.linear_model import (Lasso,
    Ridge)
    from indented import x`;

    expect(packages(code)).toEqual(['indented', 'matplotlib', 'numpy', 'pandas', 'scipy', 'sklearn']);
  });

  it('leaves the standard library and the work’s own relative modules out', () => {
    expect(
      packages('import os, sys, json\nfrom . import here\nfrom .there import x\nfrom __future__ import annotations')
    ).toEqual([]);
  });

  it('is not misled by comments and strings', () => {
    expect(packages('# import a\nx = "import b"\n"""\nimport c\n"""\nprint(\'\\\'import d\')\nimport e')).toEqual([
      'e'
    ]);
  });

  it('counts how often a package is used under any of its names', () => {
    const uses = packagesOf([
      { language: 'python', code: 'import xarray as xr\nimport numpy as np' },
      { language: 'python', code: 'xr.open_dataset(a); xr.merge(b); np.mean(c)' }
    ]);

    expect(Object.fromEntries(uses)).toEqual({ xarray: 3, numpy: 2 });
  });

  it('finds every way to use a package in R', () => {
    const code = `library(dplyr); suppressPackageStartupMessages(require("sf"))
# library(no)
pacman::p_load(readr, tidyr, character.only = FALSE)
stats::lm(y ~ x); ggplot2::ggplot(d); if (!requireNamespace('terra')) x <- 1`;

    expect(packages(code, 'r')).toEqual(['dplyr', 'ggplot2', 'pacman', 'readr', 'sf', 'terra', 'tidyr']);
  });

  it('finds every way to use a package in Julia', () => {
    const code =
      'using Plots, DataFrames: DataFrame\nimport CSV\nusing LinearAlgebra, Statistics\n#= using No =#\nimport GeoStats as gs\nusing .Local';

    expect(packages(code, 'julia')).toEqual(['CSV', 'DataFrames', 'GeoStats', 'Plots']);
  });

  it('knows nothing of other languages', () => {
    expect(packages('import java.util', 'java')).toEqual([]);
  });
});
