// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';

/**
 * Every problem an operation may answer, with its HTTP status: a closed list.
 *
 * A code says what is wrong; the message beside it says what to do.
 */
export const PROBLEMS = {
  'bad-request': 400,
  'not-logged-in': 401,
  'ticket-ended': 401,
  'session-ended': 401,
  'no-access': 403,
  'not-allowed': 403,
  'wrong-token': 403,
  'work-not-found': 404,
  'release-not-found': 404,
  'file-not-found': 404,
  'draft-not-found': 404,
  'collection-not-found': 404,
  'job-not-found': 404,
  'room-not-found': 404,
  'member-not-found': 404,
  'invitation-not-found': 404,
  'message-not-found': 404,
  'version-not-found': 404,
  'not-found': 404,
  'label-taken': 409,
  'base-moved': 409,
  'draft-changed': 409,
  'draft-not-sealed': 409,
  'draft-sealed': 409,
  'checks-open': 409,
  'chunks-missing': 409,
  'nothing-changed': 409,
  'client-id-taken': 409,
  'run-claimed': 409,
  'last-owner': 409,
  'work-withdrawn': 410,
  'too-large': 413,
  'too-many-files': 413,
  'bad-name': 422,
  'bad-content': 422,
  'bad-card': 422,
  'notebook-trusted': 422,
  'too-many-requests': 429,
  'too-many-drafts': 429,
  'too-many-rooms': 429,
  'too-many-members': 429,
  'too-many-invitations': 429,
  'too-many-messages': 429,
  'internal-error': 500,
  'service-busy': 503,
  'hub-unreachable': 503,
  'index-rebuilding': 503,
  'disk-full': 507,
  'quota-exceeded': 507
} as const;

/** One code of the closed list. */
export type ProblemCode = keyof typeof PROBLEMS;

/**
 * What can go wrong on a person's own disk, or on the way to the service, beside what a service refuses: a closed list.
 */
export const JOB_PROBLEMS = [
  'unreachable',
  'not-set-up',
  'source-not-found',
  'file-unreadable',
  'file-changed',
  'nothing-to-publish',
  'needs-decision',
  'no-space',
  'not-a-copy',
  'copy-damaged',
  'copy-newer',
  'copy-busy',
  'other-work',
  'plan-stale',
  'nothing-to-undo',
  'pending-not-found',
  'job-failed'
] as const;

/** One code of that list. */
export type JobProblemCode = (typeof JOB_PROBLEMS)[number];

/**
 * The body of every refusal.
 *
 * `message` is one plain sentence for people: what happened to which thing, then what to do. `detail` holds what
 * programs need: missing hashes, used and limit in bytes, the request's id.
 */
export const Problem = Type.Object({
  code: Type.Unsafe<ProblemCode>({ type: 'string', enum: Object.keys(PROBLEMS) }),
  message: Type.String(),
  detail: Type.Optional(Type.Record(Type.String(), Type.Unknown()))
});
export type Problem = Type.Static<typeof Problem>;

/** Why a job failed: a service's refusal, or trouble of its own. */
export const JobProblem = Type.Object({
  ...Problem.properties,
  code: Type.Unsafe<ProblemCode | JobProblemCode>({ type: 'string', enum: [...Object.keys(PROBLEMS), ...JOB_PROBLEMS] })
});
export type JobProblem = Type.Static<typeof JobProblem>;
