// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Distributions whose names are not those under which they are imported, by the latter. */
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  attr: 'attrs',
  Bio: 'biopython',
  bs4: 'beautifulsoup4',
  cairo: 'pycairo',
  community: 'python-louvain',
  Crypto: 'pycryptodome',
  cv2: 'opencv-python',
  dateutil: 'python-dateutil',
  docx: 'python-docx',
  dotenv: 'python-dotenv',
  faiss: 'faiss-cpu',
  fitz: 'PyMuPDF',
  git: 'GitPython',
  github: 'PyGithub',
  imblearn: 'imbalanced-learn',
  IPython: 'ipython',
  jwt: 'PyJWT',
  magic: 'python-magic',
  mpl_toolkits: 'matplotlib',
  MySQLdb: 'mysqlclient',
  OpenSSL: 'pyOpenSSL',
  osgeo: 'GDAL',
  PIL: 'pillow',
  pkg_resources: 'setuptools',
  pptx: 'python-pptx',
  psycopg2: 'psycopg2-binary',
  pylab: 'matplotlib',
  pywt: 'PyWavelets',
  serial: 'pyserial',
  shapefile: 'pyshp',
  skbio: 'scikit-bio',
  skimage: 'scikit-image',
  sklearn: 'scikit-learn',
  skopt: 'scikit-optimize',
  sksurv: 'scikit-survival',
  slugify: 'python-slugify',
  umap: 'umap-learn',
  usb: 'pyusb',
  wx: 'wxPython',
  yaml: 'PyYAML',
  zmq: 'pyzmq'
};

/** Names the distribution that brings a module, as `pip install` takes it. */
export function distributionOf(module: string): string {
  return Object.hasOwn(DISTRIBUTIONS, module) ? (DISTRIBUTIONS[module] ?? module) : module;
}
