// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Made-up secrets for specs, put together at run time: written out, they would alarm every scanner that reads this
 * file.
 */
const letters = 'Qm7xT2vKd9LpR4sWz8NcB3hYf6JgA1eUq5Xt0ViMoPaSrDkG';
const hex = '8f31c07a9be24d56e1f08d7b3a6c95241fd09e7ab58c3462';

/** By the kind of `SECRET_KINDS` they are. */
export const SECRETS: Readonly<Record<string, string>> = {
  'private-key': `-----BEGIN RSA PRIVATE KEY-----\n${`${letters}\n`.repeat(4)}-----END RSA PRIVATE KEY-----`,
  'jupyterhub-token': hex.slice(0, 32),
  'jupyter-token': hex,
  'aws-access-key': `AKIA${'Q3EGRTZ7MK2LWX5B'}`,
  'github-token': `ghp_${letters.slice(0, 36)}`,
  'gitlab-token': `glpat-${letters.slice(0, 20)}`,
  'slack-token': `xoxb-${'239847548631'}-${'234897562300'}-${letters.slice(0, 24)}`,
  'openai-key': `sk-proj-${letters.slice(0, 44)}`,
  'google-api-key': `AIza${letters.slice(0, 35)}`,
  'hugging-face-token': `hf_${letters.slice(0, 34)}`,
  'json-web-token': `eyJ${letters.slice(0, 20)}.eyJ${letters.slice(5, 40)}.${letters.slice(2, 45)}`
};

/** A secret, in a text that lets it be known. */
export function inText(kind: string): string {
  const secret = SECRETS[kind] ?? '';
  if (kind === 'jupyterhub-token') {
    return `JUPYTERHUB_API_TOKEN=${secret}`;
  }
  return kind === 'jupyter-token' ? `http://127.0.0.1:8888/lab?token=${secret}` : `value = "${secret}"`;
}
