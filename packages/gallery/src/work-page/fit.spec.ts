// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Needs, Preflight } from '@jupyter-atrium/api';
import { aCard, aWork } from '@jupyter-atrium/api/testing';
import type { Fit } from './fit';
import { fitOf as compare, hasCode, isRequirements, requirementsIn } from './fit';

const PYTHON = { name: 'python3', displayName: 'Python 3.12', language: 'python' };
const NEEDS: Needs = { language: 'python', kernel: PYTHON, packages: ['numpy', 'cv2', 'sklearn'], environment: [] };
const HERE: Preflight = {
  kernel: PYTHON,
  installed: { modules: ['numpy', 'cv2'], distributions: ['numpy', 'opencv-python'] },
  freeBytes: 1000
};

const fitOf = (needs: Needs, bytes: number, here: Preflight, required?: string[]): Fit =>
  compare(aWork({ card: aCard({ needs }), bytes }), here, required);

describe('fitOf', () => {
  it('names what is missing as pip knows it', () => {
    expect(fitOf(NEEDS, 10, HERE)).toEqual({
      kernel: PYTHON,
      instead: null,
      missing: ['scikit-learn'],
      packages: 3,
      tooLittle: null
    });
  });

  it('takes a package for there if only its distribution is known', () => {
    const installed = { modules: ['numpy', 'cv2'], distributions: ['scikit-learn'] };

    expect(fitOf(NEEDS, 10, { ...HERE, installed }).missing).toEqual([]);
  });

  it('names a distribution once that brings several modules', () => {
    const needs = { ...NEEDS, packages: ['matplotlib', 'mpl_toolkits'] };

    expect(fitOf(needs, 10, HERE).missing).toEqual(['matplotlib']);
  });

  it('looks for what the environment names too, each distribution once', () => {
    const { missing, packages } = fitOf(NEEDS, 10, HERE, ['scikit_learn', 'NumPy', 'h5py']);

    expect({ missing, packages }).toEqual({ missing: ['scikit-learn', 'h5py'], packages: 4 });
  });

  it('says nothing of packages where nobody knows what is installed', () => {
    expect(fitOf(NEEDS, 10, { ...HERE, installed: null }).missing).toBeNull();
  });

  it('tells when another kernel takes the place of the work’s own', () => {
    const conda = { ...PYTHON, name: 'conda-env-ice', displayName: 'ice' };

    expect(fitOf({ ...NEEDS, kernel: conda }, 10, HERE).instead).toEqual(conda);
  });

  it('tells when there is too little space', () => {
    expect(fitOf(NEEDS, 1001, HERE).tooLittle).toBe(1000);
    expect(fitOf(NEEDS, 1001, { ...HERE, freeBytes: null }).tooLittle).toBeNull();
  });
});

describe('hasCode', () => {
  it('knows works without code', () => {
    const none: Needs = { language: null, kernel: null, packages: [], environment: [] };

    expect([none, NEEDS, { ...none, packages: ['numpy'] }].map(hasCode)).toEqual([false, true, true]);
  });
});

describe('requirementsIn', () => {
  it('names the distributions, whatever version, and passes all else over', () => {
    const lines = [
      '# all',
      'numpy==1.26 # fast',
      'dask[complete] >= 2024.1',
      '-r more.txt',
      'pywin32; sys_platform == "win32"'
    ];

    expect(requirementsIn([...lines, 'https://x.example/a.whl', '', 'netCDF4\r'].join('\n'))).toEqual([
      'numpy',
      'dask',
      'netCDF4'
    ]);
  });

  it('knows such files by their names', () => {
    expect(['requirements.txt', 'binder/requirements-dev.txt', 'environment.yml'].map(isRequirements)).toEqual([
      true,
      true,
      false
    ]);
  });
});
