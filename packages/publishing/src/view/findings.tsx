// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { formatList } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { refreshIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';
import { askIcon, doneIcon, noteIcon } from '../icons';
import { type FindingGroup, type Fixed, answeredGroups, canUndo, groupFindings, openFindings } from '../model/findings';
import type { PublishModel } from '../model/model';
import { type PublishState, isCheckedByHub, nameOf } from '../model/state';
import { FindingItem, FindingRow, FlatButton, SettledItem } from './finding-item';
import { doneWords, groupWords } from './finding-words';
import type { IPublishHost } from './host';

type Acting = { acted: string | null; onAct: (id: string) => void };
type Shared = { state: PublishState; model: PublishModel; host: IPublishHost; trans: TranslationBundle };

/** What the checks found, worst first, and what was done about it. */
export function Findings(props: Shared & { title: string | null; titleId: string }): JSX.Element {
  const { state, model, title, trans } = props;
  const groups = groupFindings(openFindings(state.checks, state.answers));
  const settled = state.fixed.length + answeredGroups(state.checks, state.answers).length;
  const isEmpty = groups.length + settled + state.unsaved.length === 0;
  const isSettled = state.unsaved.length === 0 && groups.every(group => group.first.level === 'note');
  const standing = headWords(state, groups, trans);
  // What was acted on last takes focus where it turns up again.
  const [acted, setActed] = useState<string | null>(null);
  const shared = { ...props, acted, onAct: setActed };
  return (
    <>
      <div className="jp-Atrium-Findings-head">
        <h2 id={props.titleId} tabIndex={-1} data-part="checks">
          {title ?? standing}
        </h2>
        <button
          type="button"
          className="jp-Atrium-iconButton"
          aria-label={trans.__('Look again')}
          title={trans.__('Look again')}
          onClick={() => void model.lookAgain()}
        >
          <refreshIcon.react tag="span" />
        </button>
      </div>
      {title !== null && (
        <p className="jp-Atrium-Findings-standing">
          {isSettled && !state.isLooking && (
            <doneIcon.react tag="span" className="jp-Atrium-Finding-icon jp-mod-done" />
          )}
          {standing}
        </p>
      )}
      {!isEmpty && (
        <ul className="jp-Atrium-Findings" aria-labelledby={props.titleId}>
          <Unsaved {...props} />
          {groups.map(group => (
            <OpenFinding key={group.id} group={group} {...shared} />
          ))}
          <Settled {...shared} />
        </ul>
      )}
    </>
  );
}

function OpenFinding(props: Shared & Acting & { group: FindingGroup }): JSX.Element {
  const { group, state, model, host, trans, acted, onAct } = props;
  const { first } = group;
  const keep = (): void => {
    onAct(group.id);
    model.answer(group, true);
  };
  const canShow = first.path !== null && first.place !== 'name';
  return (
    <FindingItem
      group={group}
      isFolder={state.scan?.isFolder ?? false}
      isBusy={state.fixing !== null}
      isFocused={acted === group.id}
      trouble={state.fixTrouble?.of === group.id ? state.fixTrouble.text : null}
      acts={{
        fix: kind => {
          onAct(group.id);
          void model.fix(group, kind);
        },
        ...(first.level === 'ask' ? { keep } : {}),
        ...(canShow ? { show: check => host.show(check) } : {}),
        ...(first.kind === 'secret' && first.level === 'stop'
          ? { isNone: <NotASecret state={state} model={model} host={host} trans={trans} /> }
          : {})
      }}
      trans={trans}
    />
  );
}

/** The way out for false alarms: only the person, on the hub's own page, can say that it is none. */
function NotASecret({ state, model, host, trans }: Shared): JSX.Element {
  const [isAsked, setAsked] = useState(false);
  if (isCheckedByHub(state) && state.draft) {
    return (
      <a
        className="jp-Atrium-button jp-mod-flat jp-mod-small"
        href={host.confirmationPage(state.draft.id)}
        target="_blank"
        rel="noreferrer"
      >
        {trans.__('Not a secret…')}
      </a>
    );
  }
  return isAsked ? (
    <p className="jp-Atrium-Finding-more">
      {trans.__('The hub asks you on a page of its own. For that the files go there now; nobody else sees them.')}{' '}
      <button type="button" className="jp-Atrium-link" onClick={() => void model.sendForConfirmation()}>
        {trans.__('Send and ask')}
      </button>
    </p>
  ) : (
    <FlatButton onPress={() => setAsked(true)}>{trans.__('Not a secret…')}</FlatButton>
  );
}

function Settled({ state, model, trans, acted, onAct }: Shared & Acting): JSX.Element {
  const undo = (fixed: Fixed): void => {
    onAct(fixed.id);
    void model.undoFix(fixed);
  };
  const takeBack = (group: FindingGroup): void => {
    onAct(group.id);
    model.answer(group, false);
  };
  return (
    <>
      {state.fixed.map(fixed => (
        <SettledItem
          key={fixed.id}
          text={doneWords(fixed, trans)}
          onUndo={canUndo(fixed) ? () => undo(fixed) : null}
          isFocused={acted === fixed.id}
          trouble={state.fixTrouble?.of === fixed.id ? state.fixTrouble.text : null}
          trans={trans}
        />
      ))}
      {answeredGroups(state.checks, state.answers).map(group => (
        <SettledItem
          key={group.id}
          icon={noteIcon}
          text={trans.__('Kept: %1', groupWords(group, trans))}
          onUndo={() => takeBack(group)}
          isFocused={acted === group.id}
          trouble={null}
          trans={trans}
        />
      ))}
    </>
  );
}

function Unsaved({ state, model, trans }: Shared): JSX.Element | null {
  const { unsaved } = state;
  if (unsaved.length === 0) {
    return null;
  }
  const names = formatList(unsaved.map(path => path.split('/').pop() ?? path));
  return (
    <FindingRow icon={askIcon} level="ask" label={trans.__('Note:')}>
      <p>
        {trans._n(
          '%2 has unsaved changes. They are not included.',
          '%2 have unsaved changes. They are not included.',
          unsaved.length,
          names
        )}
      </p>
      <div className="jp-Atrium-Finding-acts">
        <button type="button" className="jp-Atrium-button jp-mod-small" onClick={() => void model.saveAndLookAgain()}>
          {trans.__('Save and look again')}
        </button>
      </div>
    </FindingRow>
  );
}

/** Says how the checks stand, such as "Checked just now: 1 to fix, 1 to answer". */
export function headWords(state: PublishState, groups: readonly FindingGroup[], trans: TranslationBundle): string {
  if (state.isLooking) {
    return trans.__('Checking %1…', nameOf(state.source));
  }
  const count = (level: string): number => groups.filter(group => group.first.level === level).length;
  const parts = [
    count('stop') > 0 ? trans.__('%1 to fix', count('stop')) : '',
    count('ask') > 0 ? trans.__('%1 to answer', count('ask')) : ''
  ].filter(part => part !== '');
  return parts.length > 0
    ? trans.__('Checked just now: %1', parts.join(', '))
    : trans.__('Checked just now: nothing to decide');
}
