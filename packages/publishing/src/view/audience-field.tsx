// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Reader } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useId } from 'react';
import type { PublishModel } from '../model/model';
import { type PublishState, audienceOf, readersOf } from '../model/state';
import { ReadersField } from './readers-field';

const AUDIENCES: readonly Audience[] = ['private', 'hub', 'network', 'public'];

/** Who may see the work that is published. */
export function AudienceField(props: {
  state: PublishState;
  model: PublishModel;
  titleId: string;
  trans: TranslationBundle;
}): JSX.Element {
  const { state, model, titleId, trans } = props;
  if (state.me?.isSolo) {
    return <p>{trans.__('Only you use this Atrium.')}</p>;
  }
  return (
    <AudienceChoice
      audience={audienceOf(state)}
      readers={readersOf(state)}
      isInNetwork={state.me?.isInNetwork ?? true}
      titleId={titleId}
      find={text => model.findReaders(text)}
      setAudience={audience => model.setAudience(audience)}
      setReaders={readers => model.setReaders(readers)}
      trans={trans}
    />
  );
}

export type AudienceChoiceProps = {
  audience: Audience;
  readers: readonly Reader[];
  /** Other hubs can follow this one. */
  isInNetwork: boolean;
  /** Names the choice for screen readers. */
  titleId: string;
  find: (text: string) => Promise<Reader[]>;
  setAudience: (audience: Audience) => void;
  setReaders: (readers: readonly Reader[]) => void;
  trans: TranslationBundle;
};

/** Who may see a work, in plain words. */
export function AudienceChoice(props: AudienceChoiceProps): JSX.Element {
  const { audience: chosen, titleId, isInNetwork, trans } = props;
  const name = useId();
  const isWide = chosen === 'network' || chosen === 'public';
  return (
    <div className="jp-Atrium-AudienceField" role="radiogroup" aria-labelledby={titleId}>
      {AUDIENCES.map(audience => (
        <React.Fragment key={audience}>
          <label className="jp-Atrium-AudienceField-one">
            <input
              type="radio"
              name={name}
              checked={audience === chosen}
              onChange={() => props.setAudience(audience)}
            />
            <span>
              {audienceName(audience, trans)}
              <span className="jp-Atrium-meta">{audienceWords(audience, trans)}</span>
            </span>
          </label>
          {audience === 'private' && chosen === 'private' && (
            <ReadersField readers={props.readers} find={props.find} onChange={props.setReaders} trans={trans} />
          )}
        </React.Fragment>
      ))}
      {isWide && (
        <p className="jp-Atrium-AudienceField-warning">
          {isInNetwork
            ? trans.__(
                'Any hub can read it, also hubs nobody here knows. Withdrawing tells them all, but copies at other hubs and on people’s disks cannot be forced to vanish.'
              )
            : trans.__(
                'This hub is not in the network yet: until it is, everyone who can log in here sees it, and nobody else. From then on copies elsewhere cannot be forced to vanish.'
              )}
        </p>
      )}
    </div>
  );
}

export function audienceName(audience: Audience, trans: TranslationBundle): string {
  const words: Readonly<Record<Audience, string>> = {
    private: trans.__('Private'),
    hub: trans.__('This hub'),
    network: trans.__('Network'),
    public: trans.__('Public')
  };
  return words[audience];
}

function audienceWords(audience: Audience, trans: TranslationBundle): string {
  const words: Readonly<Record<Audience, string>> = {
    private: trans.__('You, and people or groups you name.'),
    hub: trans.__('Everyone who can log in here.'),
    network: trans.__('Every hub that follows this one lists it, and any hub can read it.'),
    public: trans.__('The same, and a page on the web that needs no login.')
  };
  return words[audience];
}
