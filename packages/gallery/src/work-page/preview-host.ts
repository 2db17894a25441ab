// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { jupyterHighlightStyle } from '@jupyterlab/codemirror';
import type { ILatexTypesetter, IMarkdownParser } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IPreviewHost } from '../preview/host';
import type { WorkPageModel } from './model';

/** What previews need of JupyterLab; each may be missing in other applications. */
export interface IPreviewServices {
  languages: IEditorLanguageRegistry | null;
  parser: IMarkdownParser | null;
  typesetter: ILatexTypesetter | null;
}

/** Lends JupyterLab's colours, Markdown and formulas to the previews of a page. */
export function previewHost(
  model: WorkPageModel,
  services: IPreviewServices,
  theme: string,
  trans: TranslationBundle
): IPreviewHost {
  const { languages, parser, typesetter } = services;
  addCodeColours();
  return {
    highlight: async (code, language, element) => {
      const known = language === '' ? null : (languages?.findBest(language) ?? null);
      await (languages ? languages.highlight(code, known, element) : element.append(code));
    },
    languageOf: path => languages?.findByFileName(path)?.name ?? '',
    parseMarkdown: parser ? async source => parser.render(source) : null,
    typeset: typesetter ? element => typesetter.typeset(element) : null,
    hasFile: path => model.hasFile(path),
    readFile: path => model.readFile(path),
    openFile: path => void model.openFile(path),
    theme,
    trans
  };
}

/** Editors bring these rules along; a page may be shown before the first editor. */
function addCodeColours(): void {
  const id = 'jp-atrium-code-colours';
  const rules = jupyterHighlightStyle.module?.getRules();
  if (rules !== undefined && !document.getElementById(id)) {
    const style = document.createElement('style');
    style.id = id;
    style.textContent = rules;
    document.head.append(style);
  }
}
