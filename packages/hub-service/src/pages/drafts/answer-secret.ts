// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { withConfirmed } from '../../check-answers.ts';
import { NotAllowedError } from '../../errors.ts';
import { act } from '../page.ts';
import { PAGES } from '../table.ts';
import { findSealedDraft, secretsOf, versionOf } from './subject.ts';

/** Says of one finding that it is no secret, or takes that back. */
export const answerSecret = act(PAGES.answerSecret, {
  find: async ({ stores, caller, params, form }) => {
    const draft = await findSealedDraft(stores, caller, params.draft);
    const check = secretsOf(draft).find(each => each.id === form.get('finding'));
    if (!check) {
      throw new NotAllowedError('This draft has changed since the page was opened. Open it again from JupyterLab.');
    }
    const answer = form.get('answer') === 'none' ? 'none' : 'secret';
    return {
      object: [draft.id, check.id, answer],
      version: versionOf(draft, check),
      back: `drafts/${draft.id}`,
      thing: { draft, check, answer }
    };
  },
  run: async ({ stores, caller }, { draft, check, answer }) => {
    await stores.findings.setConfirmed(caller.person, check.id, answer === 'none');
    const checks = withConfirmed(draft.sealed.checks, await stores.findings.confirmedOf(caller.person));
    await stores.drafts.setChecks(draft.id, draft.sealed, checks);
    return { next: `drafts/${draft.id}`, detail: { finding: check.id, answer } };
  }
});
