// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A kind of secret that its own form, or what stands before it, gives away. */
export type SecretKind = {
  /** Stable; a part of check ids. */
  readonly id: string;
  /** With its article, to begin a sentence. */
  readonly name: string;
  readonly because: string;
  /** Text without any of these holds no such secret; far quicker to seek than the pattern. */
  readonly keywords: readonly string[];
  /** Global. The group `secret` is what is masked. Linear: one unbounded run at most, begun at a fixed mark. */
  readonly pattern: RegExp;
  /** `named`: only the name before it tells, so it must also look random. */
  readonly evidence: 'form' | 'named';
};

const ACT_AS_YOU = 'It would let others act as you.';
const USE_ACCOUNT = 'It would let others use your account.';
const ENTER = 'It would let others log in.';

/** A secret that begins with a fixed mark: `body` is the pattern of what follows. */
function marked(name: string, marks: readonly string[], body: string, because = USE_ACCOUNT): SecretKind {
  const literal = marks.map(mark => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return {
    id: name.replace(/^An? /, '').toLowerCase().replaceAll(' ', '-'),
    name,
    because,
    keywords: marks,
    pattern: new RegExp(`(?<![A-Za-z0-9])(?<secret>(?:${literal})${body})(?![A-Za-z0-9])`, 'g'),
    evidence: 'form'
  };
}

/** From a name to its value: `: `, ` = `, `"] = r'` and the like. */
const QUOTED = `['"\`\\])]*[ \\t]*(?:=>|:=|[:=,])[ \\t]*(?:[bfruBFRU]{0,2}['"\`]+)?`;

/** Kinds of secrets, the surest first: of two that overlap the first one counts. */
export const SECRET_KINDS: readonly SecretKind[] = [
  {
    id: 'private-key',
    name: 'A private key',
    because: 'It would let others pass for you, or read what only you should.',
    keywords: ['PRIVATE KEY'],
    // The body is sought by code: keys are long, and their end may be missing.
    pattern: /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?<secret>)/g,
    evidence: 'form'
  },
  {
    id: 'jupyterhub-token',
    name: 'A JupyterHub token',
    because: ACT_AS_YOU,
    keywords: ['JUPYTERHUB_', 'JPY_API_TOKEN', 'CONFIGPROXY_AUTH_TOKEN', 'JUPYTER_TOKEN'],
    pattern: new RegExp(
      `(?:JUPYTERHUB_(?:API_TOKEN|CRYPT_KEY|COOKIE_SECRET)|JPY_(?:API|COOKIE)_TOKEN|CONFIGPROXY_AUTH_TOKEN|JUPYTER_TOKEN)${QUOTED}(?<secret>[A-Za-z0-9_-]{16,})`,
      'g'
    ),
    evidence: 'named'
  },
  {
    id: 'jupyterhub-url-token',
    name: 'A JupyterHub token',
    because: ACT_AS_YOU,
    keywords: ['?token=', '&token=', '&amp;token='],
    // JupyterHub's tokens have 32 hexadecimal digits, those of a single Jupyter server 48.
    pattern: /[?&;]token=(?<secret>[0-9a-f]{32})(?![A-Za-z0-9_.~-])/g,
    evidence: 'named'
  },
  {
    id: 'jupyter-url-token',
    name: 'A Jupyter token',
    because: ACT_AS_YOU,
    keywords: ['?token=', '&token=', '&amp;token='],
    pattern: /[?&;]token=(?<secret>[A-Za-z0-9_.~-]{16,})/g,
    evidence: 'named'
  },
  {
    id: 'kernel-key',
    name: 'A kernel’s connection key',
    because: 'It would let others run code in your kernel.',
    keywords: ['signature_scheme'],
    pattern: /["']key\\?["']:\s*\\?["'](?<secret>[0-9A-Za-z-]{20,})\\?["']/g,
    evidence: 'named'
  },
  {
    id: 'url-token',
    name: 'An access token',
    because: ACT_AS_YOU,
    keywords: ['_token=', 'api_key=', 'apikey=', 'api-key='],
    pattern:
      /[?&;](?:access_token|auth_token|private_token|refresh_token|api[_-]?key)=(?<secret>[A-Za-z0-9_.~%+/-]{16,})/g,
    evidence: 'named'
  },
  marked('An AWS access key', ['AKIA', 'ASIA', 'ABIA', 'ACCA'], '[A-Z2-7]{16}'),
  {
    id: 'aws-secret-key',
    name: 'An AWS secret key',
    because: USE_ACCOUNT,
    keywords: ['secret', 'SECRET', 'Secret'],
    pattern: new RegExp(
      `(?:aws|AWS)_?(?:secret|SECRET|Secret)_?(?:access|ACCESS|Access)?_?(?:key|KEY|Key)${QUOTED}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])`,
      'g'
    ),
    evidence: 'named'
  },
  marked('A GitHub token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], '[A-Za-z0-9]{36}'),
  marked('A GitHub token', ['ghs_'], '\\d{1,12}_eyJ[A-Za-z0-9_.-]{40,1500}'),
  marked('A GitHub token', ['github_pat_'], '[A-Za-z0-9_]{70,100}'),
  marked(
    'A GitLab token',
    ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glft-', 'glsoat-', 'glcbt-'],
    '[A-Za-z0-9_.-]{20,120}'
  ),
  marked(
    'A Slack token',
    ['xoxa-', 'xoxb-', 'xoxe-', 'xoxe.', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-', 'xapp-'],
    '[A-Za-z0-9.-]{20,300}'
  ),
  marked(
    'A Slack address',
    ['https://hooks.slack.com/'],
    '(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,80}',
    'It would let others post in your workspace.'
  ),
  marked(
    'A Discord address',
    ['https://discord.com/api/webhooks/', 'https://discordapp.com/api/webhooks/'],
    '\\d{17,20}/[A-Za-z0-9_-]{60,80}',
    'It would let others post in your channel.'
  ),
  marked('An Anthropic key', ['sk-ant-'], '[a-z0-9]{2,10}-[A-Za-z0-9_-]{60,200}'),
  marked('An OpenRouter key', ['sk-or-v1-'], '[0-9a-f]{64}'),
  marked('An OpenAI key', ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-'], '[A-Za-z0-9_-]{20,250}'),
  marked('An OpenAI key', ['sk-'], '[A-Za-z0-9]{32,64}'),
  marked('A Google API key', ['AIza'], '[A-Za-z0-9_-]{35}'),
  marked('A Google secret', ['GOCSPX-'], '[A-Za-z0-9_-]{28}'),
  marked('A Google token', ['ya29.'], '[A-Za-z0-9_-]{30,300}'),
  marked('A Hugging Face token', ['hf_'], '[A-Za-z0-9]{34}'),
  marked('A Stripe key', ['sk_live_', 'rk_live_'], '[A-Za-z0-9]{16,250}', 'It would let others move your money.'),
  marked('A SendGrid key', ['SG.'], '[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{32,64}'),
  marked('An npm token', ['npm_'], '[A-Za-z0-9]{36}'),
  marked('A PyPI token', ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZ'], '[A-Za-z0-9_-]{50,1000}'),
  marked('A DigitalOcean token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], '[0-9a-f]{64}'),
  marked('A Databricks token', ['dapi'], '[0-9a-fA-F]{32}(?:-\\d)?'),
  marked('A Docker token', ['dckr_pat_', 'dckr_oat_'], '[A-Za-z0-9_-]{27,40}'),
  marked('A Groq key', ['gsk_'], '[A-Za-z0-9]{52}'),
  marked('An xAI key', ['xai-'], '[A-Za-z0-9]{70,}'),
  marked('A Perplexity key', ['pplx-'], '[A-Za-z0-9]{48}'),
  marked('A Replicate token', ['r8_'], '[A-Za-z0-9]{37}'),
  marked('A LangSmith key', ['lsv2_pt_', 'lsv2_sk_'], '[0-9a-f]{32}_[0-9a-f]{10}'),
  marked('A Pinecone key', ['pcsk_'], '[A-Za-z0-9_]{60,80}'),
  marked('A Grafana token', ['glsa_', 'glc_'], '[A-Za-z0-9_+/=]{32,400}'),
  marked('A Figma token', ['figd_'], '[A-Za-z0-9_-]{30,70}'),
  marked('A Notion token', ['ntn_'], '[A-Za-z0-9]{40,50}'),
  marked('A Linear key', ['lin_api_', 'lin_oauth_'], '[A-Za-z0-9]{40,}'),
  marked('A Tailscale key', ['tskey-'], '(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{8,}-[A-Za-z0-9]{16,}'),
  marked('A Shopify token', ['shpat_', 'shpca_', 'shppa_', 'shpss_'], '[A-Za-z0-9]{30,40}'),
  marked('A Vercel token', ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'], '[A-Za-z0-9]{24,60}'),
  marked('A Vault token', ['hvs.', 'hvb.'], '[A-Za-z0-9_-]{24,300}'),
  marked('A 1Password token', ['ops_eyJ'], '[A-Za-z0-9_+/=-]{100,2000}'),
  marked('A Mapbox token', ['sk.eyJ'], '[A-Za-z0-9_-]{20,200}\\.[A-Za-z0-9_-]{20,60}'),
  {
    id: 'json-web-token',
    name: 'A JSON web token',
    because: ENTER,
    keywords: ['eyJ'],
    pattern: /(?<![A-Za-z0-9_-])(?<secret>eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{16,})/g,
    evidence: 'form'
  },
  {
    id: 'azure-storage-key',
    name: 'An Azure storage key',
    because: USE_ACCOUNT,
    keywords: ['AccountKey=', 'SharedAccessKey='],
    pattern: /(?:Account|SharedAccess)Key=(?<secret>[A-Za-z0-9+/]{40,100}={0,2})/g,
    evidence: 'named'
  },
  {
    id: 'kaggle-key',
    name: 'A Kaggle key',
    because: USE_ACCOUNT,
    keywords: ['KAGGLE_KEY', 'username'],
    pattern: new RegExp(
      `(?:KAGGLE_KEY${QUOTED}|["']username["']:\\s*["'][\\w-]*["'],\\s*["']key["']:\\s*["'])(?<secret>[0-9a-f]{32})(?![0-9a-f])`,
      'g'
    ),
    evidence: 'named'
  },
  {
    id: 'wandb-key',
    name: 'A Weights & Biases key',
    because: USE_ACCOUNT,
    keywords: ['wandb', 'WANDB'],
    pattern: new RegExp(
      `(?:WANDB_API_KEY${QUOTED}|wandb\\.login\\([^()\\n]{0,80}["']|wandb login )(?<secret>[0-9a-f]{40})(?![0-9a-f])`,
      'g'
    ),
    evidence: 'named'
  },
  {
    id: 'climate-store-key',
    name: 'A Climate Data Store key',
    because: USE_ACCOUNT,
    keywords: ['cds.climate', 'ads.atmosphere', 'cdsapi'],
    pattern:
      /key["']?[ \t]*[:=][ \t]*["']?(?<secret>(?:\d{1,8}:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/g,
    evidence: 'named'
  },
  {
    id: 'authorization-header',
    name: 'An access token',
    because: ACT_AS_YOU,
    keywords: ['uthorization', 'UTHORIZATION'],
    pattern: new RegExp(
      `[aA](?:uthorization|UTHORIZATION)${QUOTED}(?:[tT]oken|[bB]earer|[bB]asic)[ \\t]+(?<secret>[A-Za-z0-9_.~+/=-]{16,})`,
      'g'
    ),
    evidence: 'named'
  },
  {
    id: 'url-password',
    name: 'A password',
    because: ENTER,
    keywords: ['://'],
    pattern: /:\/\/[^\s:@/'"<>{}$]{1,64}:(?<secret>[^\s:@/'"<>{}$%*]{6,128})@[A-Za-z0-9[]/g,
    evidence: 'named'
  },
  {
    id: 'assigned-token',
    name: 'An access token',
    because: ACT_AS_YOU,
    keywords: ['oken', 'OKEN', 'ecret', 'ECRET', 'api', 'API', 'asswor', 'ASSWOR'],
    pattern: new RegExp(
      `(?:[tT]oken|TOKEN|[sS]ecret|SECRET|(?:[aA]pi|API)_?(?:[kK]ey|KEY)|[pP]assword|PASSWORD)['"\`\\])]*[ \\t]*(?:=>|:=|[:=])[ \\t]*\\\\?['"](?<secret>[A-Za-z0-9_.~+/=-]{20,})\\\\?['"]`,
      'g'
    ),
    evidence: 'named'
  }
];
