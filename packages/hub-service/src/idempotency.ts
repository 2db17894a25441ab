// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createCipheriv, createDecipheriv, hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { IClock } from './clock.ts';
import type { Database } from './db/schema.ts';
import { BadRequestError } from './errors.ts';

const KEY = /^[A-Za-z0-9_-]{8,128}$/;
const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
/** Each key seals one body only. */
const NONCE = Buffer.alloc(12);

/** What was answered to the first call of a key. */
export type Replay = { status: number; body: string };

/** A call that was answered before; ends the transaction of the later one. */
export class RepeatedCallError extends Error {
  override name = 'RepeatedCallError';
}

/** Removes answers recorded before a time. */
export async function expireAnswers(db: Database, before: number): Promise<void> {
  await db.deleteFrom('idempotency').where('createdAt', '<', before).execute();
}

/**
 * One call's place among repeated ones: by person, key and address, so that one key on two acts is two calls.
 *
 * Answers may hold tickets, so they are kept under a key that only the caller has; the table holds its hash.
 */
export class Repetition {
  private readonly _person: string;
  private readonly _name: string;
  private readonly _secret: Buffer;

  private constructor(person: string, key: string) {
    this._person = person;
    this._name = hash('sha256', `name ${key}`, 'base64url');
    this._secret = hash('sha256', `body ${key}`, 'buffer');
  }

  /**
   * Reads a call's key.
   *
   * @returns null for a call without one
   * @throws BadRequestError for a malformed key
   */
  static of(person: string, request: FastifyRequest): Repetition | null {
    const key = request.headers['idempotency-key'];
    if (key === undefined) {
      return null;
    }
    if (typeof key !== 'string' || !KEY.test(key)) {
      throw new BadRequestError('The Idempotency-Key must be 8 to 128 letters, digits, hyphens or underscores.');
    }
    return new Repetition(person, `${request.method} ${request.url} ${key}`);
  }

  /** Finds what the first call was answered; null for a new one. */
  async find(db: Database): Promise<Replay | null> {
    const { rows } = await sql<Replay>`
      select status, body from idempotency where person = ${this._person} and key = ${this._name}
    `.execute(db);
    const [found] = rows;
    return found ? { status: found.status, body: this._open(found.body) } : null;
  }

  /**
   * Records an answer in the transaction of its change.
   *
   * @throws RepeatedCallError if another call with this key was faster
   */
  async record(db: Database, clock: IClock, { status, body }: Replay): Promise<void> {
    const added = await db
      .insertInto('idempotency')
      .values({ key: this._name, person: this._person, status, body: this._seal(body), createdAt: clock.now() })
      .onConflict(conflict => conflict.doNothing())
      .returning('key')
      .executeTakeFirst();
    if (!added) {
      throw new RepeatedCallError();
    }
  }

  private _seal(body: string): string {
    const cipher = createCipheriv(CIPHER, this._secret, NONCE);
    return Buffer.concat([cipher.update(body, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  private _open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv(CIPHER, this._secret, NONCE, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  }
}
