// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Needs, Work, WorkPage } from '@jupyter-atrium/api';
import { LICENCES, licenceName } from '@jupyter-atrium/api';
import { formatBytes, formatCount, formatList } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownIcon, caretRightIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import { audienceName } from '../audience';
import { codeLanguage, hubHost, proseLanguage } from '../formats';
import { RelativeName } from './lineage';
import type { OpenButtonProps } from './open-button';
import { OpenButton } from './open-button';

/** Packages named before the rest is counted. */
const PACKAGES_SHOWN = 6;

export type SideProps = {
  work: Work;
  page: WorkPage | null;
  willItRun: React.ReactNode;
  ownHub: string | null;
  /** One person on their own machine: audiences say nothing. */
  isSolo: boolean;
  openButton: OpenButtonProps;
  openWork: (work: string) => void;
  /** Null for who may not, and where audiences say nothing. */
  changeAudience: (() => void) | null;
  chooseTag: (tag: string) => void;
  trans: TranslationBundle;
};

/** Beside the work, below its title where there is little room: opening a copy, facts, tags. */
export function Side(props: SideProps): JSX.Element {
  const { work, ownHub, chooseTag, trans } = props;
  const [isOpen, setOpen] = React.useState(false);
  const Caret = isOpen ? caretDownIcon.react : caretRightIcon.react;
  return (
    <aside className="jp-Atrium-Side" aria-label={trans.__('About this work')}>
      <div className="jp-Atrium-Side-stay">
        <OpenButton {...props.openButton} />
        {props.willItRun}
        <button type="button" className="jp-Atrium-Side-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Caret tag="span" />
          <strong>{trans.__('About this work')}</strong>
          <span className="jp-Atrium-meta jp-Atrium-ellipsis">
            {[licenceName(work.card.licence), formatBytes(work.bytes), hubWords(work, ownHub, trans)].join(', ')}
          </span>
        </button>
        <div className={`jp-Atrium-Side-about${isOpen ? ' jp-mod-open' : ''}`}>
          <Facts {...props} />
          {work.card.tags.length > 0 && (
            <ul className="jp-Atrium-Side-tags" aria-label={trans.__('Tags')}>
              {work.card.tags.map(tag => (
                <li key={tag}>
                  <button
                    type="button"
                    className="jp-Atrium-chip"
                    title={trans.__('Search works with this tag')}
                    onClick={() => chooseTag(tag)}
                  >
                    <bdi className="jp-Atrium-ellipsis">{tag}</bdi>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </aside>
  );
}

function Facts({ work, page, ownHub, isSolo, openWork, changeAudience, trans }: SideProps): JSX.Element {
  const { card } = work;
  const madeFrom = page?.lineage.madeFrom ?? [];
  const size = trans._n('%2 file, %3', '%2 files, %3', work.files, formatCount(work.files), formatBytes(work.bytes));
  return (
    <dl className="jp-Atrium-Side-facts">
      {!isSolo && <Fact name={trans.__('Home hub')}>{hubWords(work, ownHub, trans)}</Fact>}
      {!isSolo && (
        <Fact name={trans.__('Audience')}>
          {audienceName(work.audience, trans)}
          {changeAudience && (
            <>
              {' '}
              <button
                type="button"
                className="jp-Atrium-link"
                aria-label={trans.__('Change who may see it')}
                onClick={changeAudience}
              >
                {trans.__('Change')}
              </button>
            </>
          )}
        </Fact>
      )}
      <Fact name={trans.__('Licence')}>
        <Licence id={card.licence} />
      </Fact>
      <Fact name={trans.__('Size')}>{size}</Fact>
      <Fact name={trans.__('Language')}>{languageWords(work, trans)}</Fact>
      <NeedsFacts needs={card.needs} trans={trans} />
      {madeFrom.length > 0 && (
        <Fact name={trans.__('Made from')}>
          {madeFrom.map((relative, index) => (
            <div key={index}>
              <RelativeName relative={relative} openWork={openWork} trans={trans} />
            </div>
          ))}
        </Fact>
      )}
      <Fact name={trans.__('Copies')}>{trans._n('%2 opened', '%2 opened', work.copies, formatCount(work.copies))}</Fact>
    </dl>
  );
}

/** What the work was made with; whether that is here is said above. */
function NeedsFacts({ needs, trans }: { needs: Needs; trans: TranslationBundle }): JSX.Element {
  const { kernel, packages } = needs;
  const shown = packages.slice(0, PACKAGES_SHOWN);
  const more = packages.length - shown.length;
  return (
    <>
      {kernel && (
        <Fact name={trans.__('Kernel')}>
          <bdi>{kernel.displayName}</bdi>
        </Fact>
      )}
      {packages.length > 0 && (
        <Fact name={trans.__('Needs')}>
          <bdi title={packages.join(', ')}>
            {more > 0 ? trans._n('%2 and %1 more', '%2 and %1 more', more, shown.join(', ')) : formatList(packages)}
          </bdi>
        </Fact>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }): JSX.Element | null {
  return children === '' ? null : (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Licence({ id }: { id: string | null }): JSX.Element {
  const url = LICENCES.find(licence => licence.id === id)?.url;
  return url === undefined ? (
    <bdi>{licenceName(id)}</bdi>
  ) : (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {licenceName(id)}
    </a>
  );
}

function hubWords(work: Work, ownHub: string | null, trans: TranslationBundle): string {
  return work.hub.id === ownHub ? trans.__('this hub') : hubHost(work.hub.id);
}

function languageWords(work: Work, trans: TranslationBundle): string {
  const { needs, inLanguage } = work.card;
  const code = needs.language === null ? '' : codeLanguage(needs.language);
  const prose = inLanguage.length > 0 ? trans.__('text in %1', formatList(inLanguage.map(proseLanguage))) : '';
  return [code, prose].filter(part => part !== '').join(' · ');
}
