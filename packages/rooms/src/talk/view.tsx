// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TalkAnchor, TalkMessage } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import { formatHour, formatTime } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';
import { type Thread, threadsOf } from './threads';

export type TalkActions = {
  post: (text: string) => Promise<boolean>;
  answer: (message: TalkMessage) => void;
  resolve: (message: TalkMessage, isResolved: boolean) => void;
  remove: (message: TalkMessage) => void;
  goTo: (cell: string) => void;
  clearDraft: () => void;
};

export type TalkProps = {
  messages: readonly TalkMessage[];
  me: string | null;
  canTalk: boolean;
  isOwner: boolean;
  draft: { anchor: TalkAnchor | null; thread: string | null };
  cellNumber: (cell: string) => number | null;
  actions: TalkActions;
  trans: TranslationBundle;
};

/** Threads by place, then the chat; and what is being written. */
export function TalkView(props: TalkProps): JSX.Element {
  const { messages, canTalk, cellNumber, trans } = props;
  const { placed, chat, resolved } = threadsOf(messages, cellNumber);
  const [showsResolved, setShowsResolved] = useState(false);
  return (
    <div className="jp-Atrium-Talk">
      <div className="jp-Atrium-Talk-list" role="log" aria-label={trans.__('Talk')}>
        {messages.length === 0 && <p className="jp-Atrium-Talk-note">{trans.__('Nobody has said anything yet.')}</p>}
        {[...placed, ...chat, ...(showsResolved ? resolved : [])].map(thread => (
          <ThreadView key={thread.first.id} {...props} thread={thread} />
        ))}
        {resolved.length > 0 && (
          <button className="jp-Atrium-link jp-Atrium-Talk-note" onClick={() => setShowsResolved(!showsResolved)}>
            {showsResolved ? trans.__('Hide what is done') : trans.__('%1 done', resolved.length)}
          </button>
        )}
      </div>
      {canTalk ? (
        <Composer {...props} />
      ) : (
        <p className="jp-Atrium-Talk-note">{trans.__('You can read here. An owner can let you talk.')}</p>
      )}
    </div>
  );
}

function ThreadView(props: TalkProps & { thread: Thread }): JSX.Element {
  const { thread, cellNumber, canTalk, actions, trans } = props;
  const { first, answers } = thread;
  const { anchor } = first;
  const number = anchor && cellNumber(anchor.cellId);
  return (
    <section className="jp-Atrium-Thread">
      <Message {...props} message={first} place={number ? trans.__('cell %1', number) : null} />
      {anchor && anchor.quote !== '' && (
        <button
          className="jp-Atrium-Thread-quote"
          title={number ? trans.__('Go to the cell') : trans.__('The text was deleted')}
          onClick={() => actions.goTo(anchor.cellId)}
        >
          <bdi>{anchor.quote}</bdi>
        </button>
      )}
      <p dir="auto">{words(first, trans)}</p>
      {answers.map(answer => (
        <React.Fragment key={answer.id}>
          <Message {...props} message={answer} place={null} />
          <p dir="auto">{words(answer, trans)}</p>
        </React.Fragment>
      ))}
      {canTalk && (
        <p className="jp-Atrium-Thread-actions">
          <button className="jp-Atrium-link" onClick={() => actions.answer(first)}>
            {trans.__('Reply')}
          </button>
          <button className="jp-Atrium-link" onClick={() => actions.resolve(first, first.resolved === null)}>
            {first.resolved ? trans.__('Open again') : trans.__('Resolve')}
          </button>
        </p>
      )}
    </section>
  );
}

function words(message: TalkMessage, trans: TranslationBundle): string {
  return message.removedAt === null ? message.text : trans.__('Removed.');
}

function Message(props: TalkProps & { message: TalkMessage; place: string | null }): JSX.Element {
  const { message, place, me, isOwner, actions, trans } = props;
  const mayRemove = message.removedAt === null && (isOwner || message.by.id === me);
  return (
    <div className="jp-Atrium-Thread-by">
      <b>
        <bdi dir="auto">{message.by.name}</bdi>
      </b>
      <span className="jp-Atrium-meta" title={formatTime(message.at)}>
        {formatHour(new Date(message.at))}
        {place !== null && ` · ${place}`}
      </span>
      {mayRemove && (
        <button
          className="jp-Atrium-link jp-Atrium-Thread-remove"
          aria-label={trans.__('Remove what %1 said', message.by.name)}
          onClick={() => actions.remove(message)}
        >
          {trans.__('Remove')}
        </button>
      )}
    </div>
  );
}

function Composer({ draft, cellNumber, actions, trans }: TalkProps): JSX.Element {
  const [text, setText] = useState('');
  const [isSending, setIsSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const isAbout = draft.anchor !== null || draft.thread !== null;
  useEffect(() => {
    if (isAbout) {
      field.current?.focus();
    }
  }, [draft.anchor, draft.thread]);
  const send = async (): Promise<void> => {
    if (text.trim() !== '' && !isSending) {
      setIsSending(true);
      const isPosted = await actions.post(text.trim());
      setIsSending(false);
      if (isPosted) {
        setText('');
      }
    }
  };
  const number = draft.anchor && cellNumber(draft.anchor.cellId);
  return (
    <div className="jp-Atrium-Composer">
      {isAbout && (
        <p className="jp-Atrium-meta">
          {number ? trans.__('About cell %1', number) : trans.__('An answer')}{' '}
          <button className="jp-Atrium-link" onClick={actions.clearDraft}>
            {trans.__('To the room instead')}
          </button>
        </p>
      )}
      <textarea
        ref={field}
        rows={2}
        maxLength={LIMITS.talkCharacters}
        aria-label={trans.__('Write to the room')}
        placeholder={trans.__('Write to the room')}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={event => {
          event.stopPropagation();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void send();
          } else if (event.key === 'Escape' && isAbout) {
            actions.clearDraft();
          }
        }}
      />
      <button
        className="jp-Atrium-button jp-mod-small"
        aria-disabled={text.trim() === '' || isSending}
        onClick={() => void send()}
      >
        {trans.__('Send')}
      </button>
    </div>
  );
}
