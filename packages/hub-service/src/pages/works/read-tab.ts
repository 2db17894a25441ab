// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Markup, markup } from '../markup.ts';
import type { PagePorts } from '../ports.ts';
import type { PreviewFile } from '../preview/previews.ts';
import { FileNotFoundError } from '../../errors.ts';
import type { ReleasedFile } from '../../content/file-store.ts';
import type { Subject } from './subject.ts';
import { placeOf } from './tabs.ts';

const NOTEBOOK = /\.ipynb$/i;
const MOST_CHOICES = 500;

type Ports = Pick<PagePorts, 'previews' | 'content'>;

/**
 * Draws one file of the release: a notebook with its outputs as they were saved, a text, a picture.
 *
 * @param path - null: the file to open first
 * @throws FileNotFoundError
 */
export async function readTab(ports: Ports, subject: Subject, path: string | null): Promise<Markup> {
  const { files, release } = subject;
  const file = path === null ? firstFile(subject) : files.find(each => each.path === path);
  if (!file) {
    if (path !== null) {
      throw new FileNotFoundError(path);
    }
    return markup`<p class="gap">Nothing here can be shown as a page. Its files are under <a href="${placeOf(subject, { tab: 'files' })}">Files</a>.</p>`;
  }
  const preview = await ports.previews.show({
    manifest: release.manifest,
    title: release.card.title,
    file: previewFile(ports, file),
    files: files.map(each => previewFile(ports, each)),
    links: placeOf(subject, { file: '' })
  });
  return markup`${choice(subject, file)}<div class="preview">${
    preview.kind === 'shown'
      ? preview.markup
      : markup`<p>${preview.sentence}</p><p class="gap"><a class="button" href="${saveAddress(subject, file.path)}">Save the file</a></p>`
  }</div>`;
}

/** The address that saves a file of the release. */
export function saveAddress({ row, release, isNewest }: Subject, path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return `${row.id}/files/${encoded}${isNewest ? '' : `?release=${encodeURIComponent(release.label)}`}`;
}

function firstFile({ files, release }: Subject): ReleasedFile | undefined {
  const { entry } = release.card;
  return (
    files.find(file => file.path === entry) ??
    files.find(file => NOTEBOOK.test(file.path)) ??
    files.find(file => /^readme\.(?:md|txt)$/i.test(file.path)) ??
    files.find(file => /\.(?:md|txt)$/i.test(file.path))
  );
}

/** Lets people choose among notebooks, without script. */
function choice(subject: Subject, shown: ReleasedFile): Markup {
  const notebooks = subject.files.filter(file => NOTEBOOK.test(file.path)).slice(0, MOST_CHOICES);
  const at = notebooks.indexOf(shown);
  const place = at >= 0 ? `${at + 1} of ${notebooks.length} notebooks · outputs as saved by the authors` : shown.path;
  if (notebooks.length < 2) {
    return markup`<p class="meta small gap">${at >= 0 ? `${shown.path} · outputs as saved by the authors` : shown.path}</p>`;
  }
  const options = at >= 0 ? notebooks : [shown, ...notebooks];
  return markup`<form class="choice gap" method="get"><label class="small" for="file">Notebook</label>
<select id="file" name="file">${options.map(
    file => markup`<option value="${file.path}"${file === shown && markup` selected`}>${file.path}</option>`
  )}</select>
${subject.isNewest ? null : markup`<input type="hidden" name="release" value="${subject.release.label}">`}
<button>Show</button><span class="meta small">${place}</span></form>`;
}

function previewFile({ content }: Ports, { path, size, digest, file }: ReleasedFile): PreviewFile {
  return {
    path,
    size,
    digest,
    read: async () => {
      const parts: Uint8Array[] = [];
      for await (const part of content.read(file, 0, size)) {
        parts.push(part);
      }
      return Buffer.concat(parts);
    }
  };
}
