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

const long = `${letters}${letters.split('').reverse().join('')}`;

/** More kinds, each in the form its issuer documents and in a text that lets it be known. */
export const MORE_TEXTS: Readonly<Record<string, string>> = {
  'anthropic-key': `sk-ant-${'api03'}-${long.slice(0, 93)}AA`,
  'aws-secret-key': `aws_secret_access_key = ${letters.slice(0, 40)}`,
  'azure-storage-key': `DefaultEndpointsProtocol=https;AccountKey=${long.slice(0, 86)}==;`,
  'databricks-token': `dapi${hex.slice(0, 32)}`,
  'digitalocean-token': `dop_v1_${hex}${hex.slice(0, 16)}`,
  'google-secret': `GOCSPX-${letters.slice(0, 28)}`,
  'groq-key': `gsk_${long.slice(0, 52)}`,
  'kernel-key': `{"shell_port": 51234, "signature_scheme": "hmac-sha256", "key": "${['8f31c07a', '9be2', '4d56', 'e1f0', '8d7b3a6c9524'].join('-')}"}`,
  'npm-token': `npm_${letters.slice(0, 36)}`,
  'pypi-token': `pypi-${'AgEIcHlwaS5vcmc'}${long.slice(0, 80)}`,
  'replicate-token': `r8_${letters.slice(0, 37)}`,
  'sendgrid-key': `SG.${letters.slice(0, 22)}.${letters.slice(2, 45)}`,
  'slack-address': `https://hooks.slack.com/${'services'}/T01ABCDEF/B01ABCDEF/${letters.slice(0, 24)}`,
  'stripe-key': `sk_live_${letters.slice(0, 24)}`,
  'url-password': `postgresql://ada:${letters.slice(0, 16)}@db.lab.dk:5432/ice`,
  'wandb-key': `WANDB_API_KEY=${hex.slice(0, 40)}`
};
