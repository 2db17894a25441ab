// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Notebooks without anything secret in them, full of what is taken for secrets: hashes, ids, pictures, placeholders. */
import type { WorkFile } from '../src/files/work-file.ts';
import { code, display, markdown, notebookFile, stream } from './a-notebook.ts';
import { randomFrom } from './random.ts';

const HEX = '0123456789abcdef';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Makes one such notebook; the same for the same seed. */
export function aCleanNotebook(seed: number): WorkFile {
  const random = randomFrom(seed);
  const text = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const hex = (length: number): string => text(HEX, length);
  const uuid = [8, 4, 4, 4, 12].map(hex).join('-');
  const picture = `iVBORw0KGgo${text(BASE64, 4000)}`;
  const cells = [
    markdown(
      `# Run ${uuid}\n\nDOI 10.5281/zenodo.${Math.floor(random() * 1e7)}, commit \`${hex(40)}\`, see [x](https://x.example/${hex(32)}).`
    ),
    code(`expected = "${hex(64)}"\nassert hashlib.sha256(data).hexdigest() == expected\nmd5 = '${hex(32)}'`),
    code(
      'token = os.environ["API_TOKEN"]\npassword = getpass.getpass()\nkey = "<your-api-key>"\nsecret_key = config.secret'
    ),
    code(
      'api_key = "YOUR_API_KEY"\ntokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")\nn_tokens = 123456789012'
    ),
    code(`df.loc["${uuid}"]`, {
      outputs: [stream(`sha256:${hex(64)}  data.tar.gz\n${hex(40)} refs/heads/main\nid ${uuid}\n`)]
    }),
    code('plot()', {
      outputs: [
        display({
          'image/png': picture,
          'text/html': `<div id="${uuid}" class="bk-root" data-root-id="${hex(8)}"><img src="data:image/png;base64,${picture}"></div>`
        })
      ]
    }),
    code('table', {
      outputs: [
        display({
          'text/html': `<style scoped>#T_${hex(5)} {color: #${hex(6)}}</style><table><tr><td>${hex(32)}</td><td>${random()}</td></tr></table>`,
          'application/vnd.plotly.v1+json': { data: [{ uid: uuid, hash: hex(24), bdata: text(BASE64, 800) }] }
        })
      ]
    }),
    code(`W = A @ B.T\nx = np.array([${Array.from({ length: 20 }, random).join(', ')}])\n%env SEED=${seed}`, {
      metadata: {
        execution: { iopub: '2026-01-02T03:04:05.678901Z' },
        nbgrader: { grade_id: `cell-${hex(16)}`, checksum: hex(32) }
      }
    })
  ];
  return notebookFile(cells, `clean-${seed}.ipynb`);
}
