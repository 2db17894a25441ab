// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import { code, display, markdown, notebookFile, stream, textFile } from '../../test/a-notebook.ts';
import type { WorkFile } from '../files/work-file.ts';
import type { JsonObject } from '../json/json.ts';
import { check } from './check.ts';
import type { ICheckContext } from './rule.ts';

const found = (kind: Check['kind'], files: readonly WorkFile[], context: ICheckContext = {}): Check[] =>
  check(files, context).filter(each => each.kind === kind);
const inCode = (kind: Check['kind'], source: string): Check[] => found(kind, [notebookFile([code(source)])]);

describe('e-mail addresses', () => {
  it('asks once for each place of each cell, and shows only the domain', () => {
    const cell = code('# by a.rivera@uni-koeln.de and b@c-lab.org', { outputs: [stream('To: a.rivera@uni-koeln.de')] });

    expect(found('email', [notebookFile([cell]), textFile('notes.md', 'Ask j.okafor@unilag.edu.ng.')])).toMatchObject([
      {
        level: 'ask',
        message: 'Cell 1 names an e-mail address.',
        excerpt: '# by •••••@uni-koeln.de and •••••@c-lab.org',
        fixes: ['redact']
      },
      {
        message: 'The output of cell 1 shows an e-mail address.',
        excerpt: 'To: •••••@uni-koeln.de',
        fixes: ['redact', 'clear-output']
      },
      { message: '“notes.md” names an e-mail address.', fixes: ['redact', 'leave-out'] }
    ]);
  });

  it.each([
    'git@github.com:x/y.git',
    'https://user:pw@uni-koeln.de/x',
    'you@example.com',
    'noreply@github.com',
    'A.T@B.T @ C.dot(x)',
    'w = X@beta.mT',
    'M @self.at[0]',
    'icon@2x.png',
    'numpy@1.26.4',
    '@app.get("/x")',
    'name@x.parameters',
    'https://mastodon.social/@alice@fosstodon.org',
    '12345+alice@users.noreply.github.com'
  ])('passes %s over', source => {
    expect(inCode('email', source)).toEqual([]);
  });

  it('passes over files that are there to name people', () => {
    const files = ['LICENSE', 'CITATION.cff', 'docs/AUTHORS.md', 'pyproject.toml'];

    expect(
      found(
        'email',
        files.map(path => textFile(path, 'a.rivera@uni-koeln.de'))
      )
    ).toEqual([]);
  });

  it('keeps the answer while the same addresses stand there, and asks anew for others', () => {
    const ids = ['x a@koeln.de', 'y a@koeln.de', 'y b@koeln.de'].map(text => inCode('email', text)[0]?.id);

    expect(ids[0]).toBe(ids[1]);
    expect(ids[1]).not.toBe(ids[2]);
  });
});

describe('patterns of the operator', () => {
  const patterns = [{ name: 'a student number', pattern: '\\bs\\d{7}\\b' }];

  it('asks in the operator’s words, and never repeats what was found', () => {
    const findings = found('operator-pattern', [notebookFile([code('ids = ["s1234567", "s7654321"]')])], { patterns });

    expect(findings).toMatchObject([{ level: 'ask', message: 'Cell 1 names a student number.', fixes: ['redact'] }]);
    expect(findings[0]?.excerpt).toBe('ids = ["••••••••••••", "••••••••••••"]');
  });

  it('asks nothing where no operator set any', () => {
    expect(found('operator-pattern', [notebookFile([code('s1234567')])])).toEqual([]);
  });
});

describe('cells that install packages', () => {
  it.each([
    '%pip install xarray',
    '!pip3 install -q xarray',
    'import sys\n!{sys.executable} -m pip install xarray',
    '!conda install -y xarray',
    '%%bash\napt-get install -y gdal-bin',
    'install.packages("ggplot2")',
    'if need: await micropip.install("x")',
    'Pkg.add("Plots")'
  ])('notes %s', source => {
    expect(inCode('install-cell', source)).toMatchObject([{ level: 'note', message: 'Cell 1 installs packages.' }]);
  });

  it.each(['# !pip install xarray', '!pip list', 'print("pip install xarray")', '# install.packages("x")'])(
    'passes %s over',
    source => expect(inCode('install-cell', source)).toEqual([])
  );

  it('passes over prose', () => {
    expect(found('install-cell', [notebookFile([markdown('%pip install xarray')])])).toEqual([]);
  });
});

describe('missing files', () => {
  it('asks about a file that code reads and that is not there, once for each name', () => {
    const cells = [
      markdown('# A'),
      code('import pandas as pd\ndf = pd.read_csv("data/ice.csv")\npd.read_csv("data/ice.csv")')
    ];
    const [finding, ...more] = found('missing-file', [notebookFile(cells)]);

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      level: 'ask',
      path: 'a.ipynb',
      cell: { index: 1, id: 'c1' },
      message: 'Cell 2 reads “data/ice.csv”, which is not among these files.',
      fixes: []
    });
  });

  it.each(['data/ice.csv', 'week1/data/ice.csv'])('is content with a file at %s', path => {
    const file = notebookFile([code('open("./data/ice.csv")')], 'week1/lab.ipynb');

    expect(found('missing-file', [file, textFile(path, 'a,b')])).toEqual([]);
  });

  it('is content with a file in the folder above', () => {
    const file = notebookFile([code('np.loadtxt(fname="../data/ice.txt")')], 'week1/lab.ipynb');

    expect(found('missing-file', [file, textFile('data/ice.txt', '1')])).toEqual([]);
    expect(found('missing-file', [file])).toHaveLength(1);
  });

  it.each([
    ['a file that the code writes', 'df.to_csv("a.csv")\npd.read_csv("a.csv")'],
    ['a file that is opened to write', 'open("a.txt", "w")\nopen("b.txt", mode="wb")'],
    ['a download', '!wget https://data.example/a.csv\npd.read_csv("a.csv")'],
    ['an archive that is unpacked', 'ZipFile("x.zip").extractall()\npd.read_csv("a.csv")'],
    ['an address', 'pd.read_csv("https://data.example/a.csv"); open("s3://x/a.csv")'],
    ['an absolute path', 'open("/data/a.csv"); open("~/a.csv"); open("C:\\\\a.csv")'],
    ['a part of a name', 'open("a.csv" + x); open("a.csv".format(1)); open(f"{x}.csv"); open("*.csv")'],
    ['a comment', '# open("a.csv")'],
    ['a name without a suffix', 'load("iris"); open("data")']
  ])('passes over %s', (_, source) => {
    expect(inCode('missing-file', source)).toEqual([]);
  });

  it.each([
    ['r', 'x <- read.csv("a.csv")'],
    ['julia', 'x = CSV.read("a.csv", DataFrame)']
  ])('reads %s too', (language, source) => {
    const metadata: JsonObject = { kernelspec: { name: language, display_name: language, language } };

    expect(found('missing-file', [notebookFile([code(source)], 'a.ipynb', metadata)])).toHaveLength(1);
  });
});

describe('leftovers of merges', () => {
  const marks = '<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> theirs';

  it('asks about marks of git and metadata of nbdime, each in its place', () => {
    const cell = code(marks, { metadata: { 'nbdime-conflicts': { local_diff: [] } } });

    expect(found('leftovers', [notebookFile([cell]), textFile('b.py', marks)])).toMatchObject([
      { level: 'ask', place: 'source', message: 'Cell 1 holds marks of an unfinished merge.', fixes: ['remove'] },
      { place: 'metadata', message: 'The metadata of cell 1 holds conflicts of an unfinished merge.' },
      { place: 'file', message: '“b.py” holds marks of an unfinished merge.' }
    ]);
  });

  it.each(['Title\n=======\n', '>>>>>>> quoted', 'a <<<<<<< b\n=======\n>>>>>>> c', '<<<<<<< HEAD\n======='])(
    'passes %j over',
    source => expect(found('leftovers', [notebookFile([markdown(source)])])).toEqual([])
  );
});

describe('active content', () => {
  it.each<[string, JsonObject]>([
    ['a script', { 'application/javascript': 'alert(1)' }],
    ['a script', { 'text/html': '<div></div><script src="x.js"></script>' }],
    ['a widget', { 'application/vnd.jupyter.widget-view+json': { model_id: 'a' } }],
    ['something from another server', { 'text/html': '<p><img alt="x" src="https://pictures.example/a.png"></p>' }],
    ['something from another server', { 'text/html': "<iframe width='1' src='//video.example/a'></iframe>" }]
  ])('notes %s in an output', (thing, data) => {
    expect(found('active-content', [notebookFile([code('', { outputs: [display(data)] })])])).toMatchObject([
      { level: 'note', message: `The output of cell 1 holds ${thing}.` }
    ]);
  });

  it('passes tables and pictures over', () => {
    const data = { 'text/html': '<table><img src="data:image/png;base64,aGk="></table>', 'image/png': 'aGk=' };

    expect(found('active-content', [notebookFile([code('', { outputs: [display(data)] })])])).toEqual([]);
  });
});

describe('what an update left to decide', () => {
  const cell = { base: null, mine: null, theirs: null, why: 'both-changed', kind: 'cell' } as const;
  const place = { id: 'c1', index: 0, count: 1 };

  it('asks at the cell, wherever it stands now', () => {
    const pending = [{ ...cell, id: 'p1', path: 'a.ipynb', place }];

    expect(found('pending', [notebookFile([markdown('x'), code('y')])], { pending })).toMatchObject([
      { level: 'ask', cell: { index: 1, id: 'c1' }, message: 'An update left something to decide about cell 2.' }
    ]);
  });

  it('asks about files, and about cells that are gone', () => {
    const file = { kind: 'file', why: 'beside', other: 'b.csv', base: null, mine: null, theirs: null } as const;
    const pending = [
      { ...cell, id: 'p1', path: 'a.ipynb', place: { ...place, id: 'gone' } },
      { ...file, id: 'p2', path: 'x.csv' },
      { ...file, id: 'p3', path: 'not-published.csv' }
    ];

    expect(
      found('pending', [notebookFile([code('y')]), textFile('x.csv', '')], { pending }).map(each => each.message)
    ).toEqual([
      'An update left something to decide about “a.ipynb”.',
      'An update left something to decide about “x.csv”.'
    ]);
  });
});
