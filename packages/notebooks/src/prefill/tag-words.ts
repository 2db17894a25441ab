// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** What a package is for, where its name does not say. */
export const TOPIC_OF_PACKAGE: Readonly<Record<string, string>> = {
  sklearn: 'machine learning',
  xgboost: 'machine learning',
  lightgbm: 'machine learning',
  caret: 'machine learning',
  tidymodels: 'machine learning',
  Flux: 'machine learning',
  torch: 'deep learning',
  tensorflow: 'deep learning',
  keras: 'deep learning',
  jax: 'deep learning',
  transformers: 'natural language processing',
  nltk: 'natural language processing',
  spacy: 'natural language processing',
  gensim: 'natural language processing',
  cv2: 'image processing',
  skimage: 'image processing',
  PIL: 'image processing',
  statsmodels: 'statistics',
  pingouin: 'statistics',
  lme4: 'statistics',
  pymc: 'Bayesian statistics',
  stan: 'Bayesian statistics',
  rstan: 'Bayesian statistics',
  Turing: 'Bayesian statistics',
  geopandas: 'geospatial',
  rasterio: 'geospatial',
  cartopy: 'geospatial',
  folium: 'geospatial',
  shapely: 'geospatial',
  sf: 'geospatial',
  terra: 'geospatial',
  networkx: 'networks',
  igraph: 'networks',
  astropy: 'astronomy',
  Bio: 'bioinformatics',
  scanpy: 'bioinformatics',
  anndata: 'bioinformatics',
  Seurat: 'bioinformatics',
  rdkit: 'chemistry',
  ase: 'chemistry',
  qiskit: 'quantum computing',
  cirq: 'quantum computing',
  sympy: 'symbolic mathematics',
  simpy: 'simulation',
  mesa: 'simulation',
  DifferentialEquations: 'differential equations',
  deSolve: 'differential equations',
  pyspark: 'big data',
  dask: 'big data',
  obspy: 'seismology',
  metpy: 'meteorology',
  mne: 'neuroscience',
  nibabel: 'neuroscience',
  librosa: 'audio'
};

/** Packages so common, or so technical, that they tell nothing of a work. */
export const COMMON_PACKAGES = set(`
  numpy pandas matplotlib scipy IPython ipywidgets ipykernel jupyter notebook nbformat tqdm requests seaborn pylab mpl_toolkits
  setuptools pip six google yaml dotenv pytest joblib attr typing_extensions bs4 lxml otter nbgrader
  tidyverse ggplot2 dplyr tidyr readr purrr tibble stringr knitr rmarkdown magrittr repr IRdisplay here
  Plots DataFrames CSV IJulia PyPlot Revise
`);

/** Words of headings that tell nothing of a work. */
export const COMMON_HEADING_WORDS = set(`
  about above across after again against all also always among and another any are area around article assignment author
  authors back background basic basics before begin below between both but by can case chapter check code compare comparing
  computing conclusion conclusions content contents course create creating data dataset datasets day define defining definition
  demo description details different discussion does down during each end environment error errors every example
  examples exercise exercises exploring figure figures file files final find first following for from function functions
  further general get getting goal goals graph has have help here hint hints homework how idea import importing imports
  information install installation instructions intro introducing introduction into its lab lecture lesson let level
  libraries library license list load loading main make making manual material materials method methods model modules
  more motivation need new next not note notebook notebooks notes now objective objectives one only option optional other
  our out output outputs outline overview package packages page part plan plot plots plotting point practice prepare
  preparing preliminaries prerequisites problem problems process processing program programming project python question questions quick
  read reading readme reference references related report requirements resources result results review run running sample
  second section see session set sets setting setup should show simple solution solutions some source start started
  step steps summary table tables task tasks test testing tests that the their them then there these they thing
  things this through time tips title together too tool tools topic topics tutorial two under understanding unit
  up use used user using value values version via view visualization visualizing visualisation want was way we week welcome
  well great job awesome return returns given extra custom learn learning what when where which who why will with without work working workshop write you your julia jupyter
`);
