// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { SECRETS, inText } from '../../test/secrets.ts';
import { excerptOf, maskSecret } from './excerpt.ts';
import { findSecrets } from './find-secrets.ts';
import { SECRET_KINDS } from './secret-kinds.ts';

const KINDS = Object.keys(SECRETS);
const found = (text: string): string[] => findSecrets(text).map(({ start, end }) => text.slice(start, end));

describe('findSecrets', () => {
  it.each(KINDS)('finds the whole of a %s', kind => {
    expect(found(`before\n${inText(kind)}\nafter`)).toEqual([SECRETS[kind]]);
  });

  it.each(KINDS)('finds a %s that base64 hides', kind => {
    const hidden = btoa(`config: ${inText(kind)}`);

    expect(found(`data = "${hidden}"`).join('')).toBe(hidden.replace(/=+$/, ''));
  });

  it.each([
    `{"Authorization": "token ${SECRETS['jupyterhub-token']}"}`,
    `requests.get(url, headers={'Authorization': f'Bearer ${SECRETS['jupyterhub-token']}'})`,
    `c.Service.api_token = "${SECRETS['jupyterhub-token']}"`,
    `{"shell_port": 1, "key": "a0436f6c-1916-498b-8eb9-e81ab9368e84", "signature_scheme": "hmac-sha256"}`,
    `aws_secret_access_key = ${'wJalrXUtnFEMI/K7MDENG/bPxRfiCYQ9t2KdLm8z'}`,
    `postgresql://alice:s3cr3tPhrase9@db.hub.example/data`,
    `{"username":"alice","key":"${SECRETS['jupyterhub-token']}"}`,
    `wandb.login(key="${'8f31c07a9be24d56e1f08d7b3a6c95241fd09e7a'}")`,
    `DefaultEndpointsProtocol=https;AccountKey=${'Qm7xT2vKd9LpR4sWz8NcB3hYf6JgA1eUq5Xt0ViMoPaSrDkGQm7xT2vKd9LpR4sWz8NcB3hYf6JgA1eUq5Xt0Vi=='}`
  ])('finds the secret in %s', text => {
    expect(found(text)).toHaveLength(1);
  });

  it.each([
    '?token=YOUR_TOKEN_GOES_HERE_1',
    '?token=<token>',
    '?token=abc',
    'token = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
    'AKIAIOSFODNN7EXAMPLE',
    'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'ghp_tooshort',
    'md5: 8f31c07a9be24d56e1f08d7b3a6c9524',
    'sha256:8f31c07a9be24d56e1f08d7b3a6c95241fd09e7ab58c34628f31c07a9be24d56',
    'https://user:password@hub.example',
    'https://{user}:{password}@hub.example',
    '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
    '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo\n-----END PUBLIC KEY-----',
    'secret = "correct horse battery staple"',
    'class="sk-toggleable__content sk-container-id-1"',
    'xoxb-your-token-here-please-now',
    'tokenizer = "bert-base-uncased-whole-word-masking"'
  ])('does not take %j for a secret', text => {
    expect(found(text)).toEqual([]);
  });

  it('tells a JupyterHub token in an address from that of a single server', () => {
    const names = ['jupyterhub-token', 'jupyter-token'].map(
      kind => findSecrets(`?token=${SECRETS[kind]}`)[0]?.kind.name
    );

    expect(names).toEqual(['A JupyterHub token', 'A Jupyter token']);
  });

  it('finds a key whose line ends are written as escapes, and one that is cut off', () => {
    const key = SECRETS['private-key'] ?? '';

    expect(found(`{"private_key": "${key.replaceAll('\n', '\\n')}"}`)).toEqual([key.replaceAll('\n', '\\n')]);
    expect(found(key.slice(0, 200))).toHaveLength(1);
  });

  it('finds every secret of a text, in order', () => {
    expect(found(KINDS.map(inText).join('\n'))).toEqual(KINDS.map(kind => SECRETS[kind]));
  });

  it('gives a place twice to no secret', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...KINDS.map(inText), ' ', '"', 'token=', 'a'), { maxLength: 8 }),
        pieces => {
          const spans = findSecrets(pieces.join(''));
          expect(spans.every(({ start }, index) => start >= (spans[index - 1]?.end ?? 0))).toBe(true);
        }
      )
    );
  });

  it.each([...new Set(SECRET_KINDS.flatMap(kind => kind.keywords))])('copes with a long text of %j', keyword => {
    for (const piece of [`${keyword}a1`, `-${keyword}a."`]) {
      expect(Array.isArray(findSecrets(piece.repeat(10_000)))).toBe(true);
    }
  });
});

describe('excerptOf', () => {
  it('shows the line with the first four characters of a secret', () => {
    const text = `first\nGET /api/kernels?token=${SECRETS['jupyter-token']}\nlast`;
    const [secret] = findSecrets(text);

    expect(secret && excerptOf(text, secret)).toBe('GET /api/kernels?token=8f31••••••••••••');
  });

  it('masks other secrets and home folders in the line too', () => {
    const text = `${inText('github-token')} /home/alice/x ${inText('openai-key')}`;
    const excerpt =
      excerptOf(text, { start: 0, end: 1 }) + excerptOf(text, { start: text.length - 1, end: text.length });

    expect(excerpt).not.toContain((SECRETS['github-token'] ?? '').slice(8));
    expect(excerpt).not.toContain((SECRETS['openai-key'] ?? '').slice(12));
    expect(excerpt).not.toContain('alice');
  });

  it('never shows more than four characters of a secret, wherever the excerpt is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.nat({ max: 150 }), fc.nat({ max: 150 }), (kind, before, after) => {
        const text = `${'x '.repeat(before)}${inText(kind)}${' y'.repeat(after)}`;
        const at = Math.min(before, text.length - 1);
        const secret = SECRETS[kind] ?? '';
        for (let start = 0; start + 8 <= secret.length; start += 4) {
          expect(excerptOf(text, { start: at, end: at + 1 })).not.toContain(secret.slice(start, start + 8));
        }
      })
    );
  });

  it('shows nothing of a short secret', () => {
    expect(maskSecret('s3cr3t9')).toBe('••••••••••••');
  });
});
