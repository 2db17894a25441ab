// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Shows the view of a model, as its panel does. */
import type { Figure } from '@jupyter-atrium/api';
import { type LabIcon, fileIcon } from '@jupyterlab/ui-components';
import { type RenderResult, act, render } from '@testing-library/react';
import React, { useEffect, useState } from 'react';
import type { PublishModel } from '../src/model/model';
import type { Before } from '../src/model/state';
import type { IPublishHost } from '../src/view/host';
import { PublishView } from '../src/view/view';
import { trans } from './fakes';

export function aHost(): jest.Mocked<IPublishHost> {
  return {
    figure: jest.fn<Promise<string>, [Figure]>(async () => 'blob:figure'),
    coverBefore: jest.fn<Promise<string>, [Before]>(async () => 'blob:before'),
    iconOf: jest.fn<LabIcon, [string]>(() => fileIcon),
    show: jest.fn(),
    copy: jest.fn(),
    openWork: jest.fn(),
    confirmationPage: jest.fn(draft => `https://hub-a.example/services/atrium/drafts/${draft}`),
    logIn: jest.fn(),
    reconnect: jest.fn(),
    openMenu: jest.fn()
  };
}

function Live(props: { model: PublishModel; host: IPublishHost; isNarrow: boolean }): JSX.Element {
  const [state, setState] = useState(props.model.state);
  useEffect(() => {
    props.model.stateChanged.connect((_, next) => setState(next));
  }, []);
  return <PublishView {...props} state={state} trans={trans} />;
}

/** Shows a model; the answer is the page. */
export async function show(
  model: PublishModel,
  { host = aHost(), isNarrow = false }: { host?: IPublishHost; isNarrow?: boolean } = {}
): Promise<RenderResult> {
  let page: RenderResult | null = null;
  await act(async () => {
    page = render(<Live model={model} host={host} isNarrow={isNarrow} />);
  });
  return page as unknown as RenderResult;
}

/** Does something and waits for what follows from it. */
export async function having(done: () => unknown): Promise<void> {
  await act(async () => {
    done();
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.resolve();
    }
  });
}
