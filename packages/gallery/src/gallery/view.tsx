// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Work } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Covers } from '../covers';
import type { CardActions } from './card';
import { Filters } from './filters';
import type { StartSection } from './home';
import { HomeView } from './home';
import type { GalleryModel } from './model';
import { EmptyCollection, EmptyHub, Failed, LoggedOut, NoMatch } from './says';
import type { Publishing } from './says';
import type { Screen } from './screen';
import { Skeleton } from './skeleton';

export type GalleryViewProps = {
  screen: Screen;
  model: GalleryModel;
  sections: readonly StartSection[];
  ownHub: string | null;
  copyFolder: (work: Work) => string | null;
  covers: Covers;
  actions: CardActions;
  publishing: Publishing;
  logIn: () => void;
  copyDetails: () => void;
  trans: TranslationBundle;
};

/** Everything the panel shows below its head but the list, which is windowed. */
export function GalleryView(props: GalleryViewProps): JSX.Element | null {
  const { screen, model, ownHub, trans } = props;
  switch (screen) {
    case 'loading-home':
      return <Skeleton sections={[trans.__('Featured'), trans.__('New here')]} trans={trans} />;
    case 'loading-list':
      return <Skeleton sections={[]} trans={trans} />;
    case 'home':
      return <Start {...props} />;
    case 'filters':
      return <Filters model={model} ownHub={ownHub} trans={trans} />;
    case 'empty-hub':
      return <EmptyHub publishing={props.publishing} trans={trans} />;
    case 'empty-collection':
      return <EmptyCollection goHome={() => model.goHome()} trans={trans} />;
    case 'no-match':
      return <NoMatch model={model} ownHub={ownHub} trans={trans} />;
    case 'logged-out':
      return <LoggedOut logIn={props.logIn} trans={trans} />;
    case 'failed':
      return (
        <Failed error={model.error} retry={() => void model.refresh()} copyDetails={props.copyDetails} trans={trans} />
      );
    case 'list':
      return null;
  }
}

function Start(props: GalleryViewProps): JSX.Element | null {
  const { model, actions, covers, copyFolder, ownHub, sections, trans } = props;
  const { home } = model;
  return (
    home && (
      <HomeView
        home={home}
        sections={sections}
        ownHub={ownHub}
        current={model.current}
        copyFolder={copyFolder}
        covers={covers}
        actions={actions}
        showAll={() => void model.showAll()}
        showOtherHubs={() => void model.showOtherHubs()}
        showCollection={collection => void model.showCollection(collection)}
        trans={trans}
      />
    )
  );
}
