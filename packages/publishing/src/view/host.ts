// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, Figure } from '@jupyter-atrium/api';
import type { LabIcon } from '@jupyterlab/ui-components';
import type { Before } from '../model/state';

/** What the view asks of the page around it. */
export interface IPublishHost {
  /** An address of a figure, for an image element. */
  figure(figure: Figure): Promise<string>;
  /** An address of the cover of the release before. */
  coverBefore(before: Before): Promise<string>;
  iconOf(path: string): LabIcon;
  /** Opens the document of a finding beside the panel, at its cell. */
  show(check: Check): void;
  copy(text: string): void;
  openWork(work: string): void;
  /** The service's page where a person says that a finding of a draft is no secret. */
  confirmationPage(draft: string): string;
  logIn(): void;
  /** Asks the service again who is here. */
  reconnect(): void;
  /** Opens the menu of rare acts below an element. */
  openMenu(below: Element): void;
}
