// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, CheckLevel, FixKind } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import { type LabIcon, undoIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';
import { askIcon, doneIcon, noteIcon, stopIcon } from '../icons';
import type { FindingGroup } from '../model/findings';
import { fixWords, groupWords, placeWords } from './finding-words';

/** What can be done about a finding; what is absent is not offered. */
export type FindingActs = {
  fix: (kind: FixKind) => void;
  show?: ((check: Check) => void) | undefined;
  keep?: () => void;
  /** The way for secrets that are none. */
  isNone?: React.ReactNode;
};

const ICONS: Readonly<Record<CheckLevel, LabIcon>> = { stop: stopIcon, ask: askIcon, note: noteIcon };

/** One finding, or several equal ones: what and where, an excerpt, what can be done. */
export function FindingItem(props: {
  group: FindingGroup;
  isFolder: boolean;
  isBusy: boolean;
  /** It turns up because of what the person just did. */
  isFocused: boolean;
  trouble: string | null;
  acts: FindingActs;
  trans: TranslationBundle;
}): JSX.Element {
  const { group, isFolder, isBusy, isFocused, trouble, acts, trans } = props;
  const { first, checks } = group;
  const place = placeWords(group, isFolder, trans);
  const isMere = first.level === 'note' && first.fixes.length === 0;
  return (
    <FindingRow icon={ICONS[first.level]} level={first.level} label={levelWords(first.level, trans)} name={group.id}>
      <p>
        {first.level === 'stop' ? <b>{groupWords(group, trans)}</b> : groupWords(group, trans)}
        {first.because !== '' && checks.length === 1 && ` ${first.because}`}
        {place !== '' && (
          <>
            {' '}
            <bdi className="jp-Atrium-meta">{place}</bdi>
          </>
        )}
        {isMere && acts.show && (
          <>
            {' '}
            <ShowMe checks={checks} onShow={acts.show} look="jp-Atrium-link" trans={trans} />
          </>
        )}
      </p>
      {first.excerpt !== '' && (
        <code className="jp-Atrium-Finding-excerpt" dir="ltr">
          {first.excerpt}
        </code>
      )}
      <Acts
        group={group}
        isBusy={isBusy}
        isFocused={isFocused}
        acts={isMere ? { ...acts, show: undefined } : acts}
        trans={trans}
      />
      {trouble && (
        <p className="jp-Atrium-Field-error" role="alert">
          {trouble}
        </p>
      )}
    </FindingRow>
  );
}

/** The best fix as a button, then all else that can be done. */
function Acts(props: {
  group: FindingGroup;
  isBusy: boolean;
  isFocused: boolean;
  acts: FindingActs;
  trans: TranslationBundle;
}): JSX.Element {
  const { group, isBusy, isFocused, acts, trans } = props;
  const { first, checks } = group;
  const [fix, ...others] = first.fixes;
  return (
    <div className="jp-Atrium-Finding-acts">
      {fix && (
        <button
          type="button"
          className="jp-Atrium-button jp-mod-small"
          aria-disabled={isBusy}
          autoFocus={isFocused}
          onClick={() => !isBusy && acts.fix(fix)}
        >
          {fixWords(fix, checks.length, trans)}
        </button>
      )}
      {others.map(other => (
        <FlatButton key={other} onPress={() => !isBusy && acts.fix(other)}>
          {fixWords(other, checks.length, trans)}
        </FlatButton>
      ))}
      {acts.keep && <FlatButton onPress={acts.keep}>{trans.__('Keep it')}</FlatButton>}
      {acts.show && (
        <ShowMe checks={checks} onShow={acts.show} look="jp-Atrium-button jp-mod-flat jp-mod-small" trans={trans} />
      )}
      {acts.isNone}
    </div>
  );
}

/** Something that was settled, with the way back. */
export function SettledItem(props: {
  text: string;
  icon?: LabIcon;
  /** Null: there is no way back. */
  onUndo: (() => void) | null;
  isFocused: boolean;
  trouble: string | null;
  trans: TranslationBundle;
}): JSX.Element {
  const { text, onUndo, isFocused, trouble, trans } = props;
  return (
    <FindingRow icon={props.icon ?? doneIcon} level={props.icon ? 'note' : 'done'} label={trans.__('Done')}>
      <p>{text}</p>
      {onUndo && (
        <div className="jp-Atrium-Finding-acts">
          <FlatButton onPress={onUndo} isFocused={isFocused}>
            <undoIcon.react tag="span" className="jp-Atrium-SettledItem-icon" />
            {trans.__('Undo')}
          </FlatButton>
        </div>
      )}
      {trouble && (
        <p className="jp-Atrium-Field-error" role="alert">
          {trouble}
        </p>
      )}
    </FindingRow>
  );
}

/** The frame that all lines of the list share. */
export function FindingRow(props: {
  icon: LabIcon;
  level: CheckLevel | 'done';
  label: string;
  name?: string;
  children: React.ReactNode;
}): JSX.Element {
  const { icon: Icon, level, label, name } = props;
  return (
    <li className={`jp-Atrium-Finding jp-mod-${level}`} data-finding={name} tabIndex={-1}>
      <Icon.react tag="span" className="jp-Atrium-Finding-icon" aria-hidden="true" />
      <div>
        <span className="jp-Atrium-spoken">{label} </span>
        {props.children}
      </div>
    </li>
  );
}

export function FlatButton(props: {
  onPress: () => void;
  isFocused?: boolean;
  children: React.ReactNode;
}): JSX.Element {
  const { onPress, isFocused, children } = props;
  return (
    <button type="button" className="jp-Atrium-button jp-mod-flat jp-mod-small" autoFocus={isFocused} onClick={onPress}>
      {children}
    </button>
  );
}

/** Shows one finding of a group after the other. */
function ShowMe(props: {
  checks: readonly Check[];
  onShow: (check: Check) => void;
  /** Its classes. */
  look: string;
  trans: TranslationBundle;
}): JSX.Element {
  const { checks, onShow, look, trans } = props;
  const [next, setNext] = useState(0);
  const at = next % checks.length;
  const label = next === 0 ? trans.__('Show me') : trans.__('Show %1 of %2', at + 1, checks.length);
  return (
    <button
      type="button"
      className={look}
      onClick={() => {
        const check = checks[at];
        if (check) {
          onShow(check);
        }
        setNext(checks.length > 1 ? at + 1 : 0);
      }}
    >
      {label}
    </button>
  );
}

function levelWords(level: CheckLevel, trans: TranslationBundle): string {
  switch (level) {
    case 'stop':
      return trans.__('To fix:');
    case 'ask':
      return trans.__('To answer:');
    case 'note':
      return trans.__('Note:');
  }
}
