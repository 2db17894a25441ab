// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Work } from '@jupyter-atrium/api';
import { cite } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import { checkIcon, copyIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

const COPIED_MS = 2000;

export type CiteTabProps = { work: Work; copy: (text: string) => void; trans: TranslationBundle };

/** How to cite a work, in three forms. */
export function CiteTab({ work, copy, trans }: CiteTabProps): JSX.Element {
  const citation = React.useMemo(() => cite(work), [work]);
  return (
    <div className="jp-Atrium-CiteTab">
      <CiteForm title={trans.__('Text')} text={citation.text} copy={copy} trans={trans} />
      <CiteForm title={trans.__('BibTeX')} text={citation.bibtex} copy={copy} trans={trans} isCode />
      <CiteForm title={trans.__('CITATION.cff')} text={citation.cff} copy={copy} trans={trans} isCode />
    </div>
  );
}

type CiteFormProps = Omit<CiteTabProps, 'work'> & { title: string; text: string; isCode?: boolean };

function CiteForm({ title, text, copy, isCode = false, trans }: CiteFormProps): JSX.Element {
  const [isCopied, setCopied] = React.useState(false);
  React.useEffect(() => {
    const timer = isCopied ? setTimeout(() => setCopied(false), COPIED_MS) : undefined;
    return () => clearTimeout(timer);
  }, [isCopied]);
  const Icon = isCopied ? checkIcon.react : copyIcon.react;
  return (
    <section className="jp-Atrium-CiteTab-form">
      <h2>{title}</h2>
      <button
        type="button"
        className="jp-Atrium-button jp-mod-small"
        aria-label={isCopied ? trans.__('%1 copied', title) : trans.__('Copy %1', title)}
        onClick={() => {
          copy(text);
          setCopied(true);
        }}
      >
        <Icon tag="span" />
        {isCopied ? trans.__('Copied') : trans.__('Copy')}
      </button>
      {isCode ? (
        <pre dir="ltr" tabIndex={0}>
          {text.trimEnd()}
        </pre>
      ) : (
        <p dir="auto">{text}</p>
      )}
    </section>
  );
}
