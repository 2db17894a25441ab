// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';

/** JupyterLab 4.6's own values, light and dark; the words are darkened to 4.5:1 where they are below. */
const VARIABLES = `
:root{color-scheme:light;--ground:#fff;--raised:#eee;--ink0:#000;--ink1:rgba(0,0,0,.87);--ink2:rgba(0,0,0,.54);
--line1:#bdbdbd;--line2:#e0e0e0;--control:#757575;--link:#0d47a1;--brand:#1976d2;--accept:#1976d2;--ok:#388e3c;
--warn:#f57c00;--stop:#d32f2f;--cell:#f5f5f5;--cell-line:#e0e0e0;--mark:color-mix(in srgb,#f57c00 30%,transparent);
--k:#007b00;--s:#ba2121;--c:#3f6f6f;--n:#006b00;--f:#00f;--red:#b22b31;--green:#007427;--yellow:#7a5700;--blue:#1a62a5;
--magenta:#a03196;--cyan:#22707a;--black:#3e424d;--white:#5a5d63}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;--ground:#212121;--raised:#424242;--ink0:#fff;
--ink1:rgba(255,255,255,.87);--ink2:rgba(255,255,255,.54);--line1:#616161;--line2:#424242;--control:#bdbdbd;--link:#64b5f6;
--brand:#2196f3;--ok:#4caf50;--warn:#ff9800;--stop:#f44336;--cell:#212121;--cell-line:#616161;
--mark:color-mix(in srgb,#ff9800 34%,transparent);--k:#66bb6a;--s:#ff7070;--c:#8ab4b4;--n:#81c784;--f:#8ab4ff;
--red:#ff7b72;--green:#4ec26b;--yellow:#e3b341;--blue:#79b8ff;--magenta:#e28be6;--cyan:#5ccfdb;--black:#b5b9c2;--white:#fff}}`;

const FRAME = `
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink1);font:14px/20px system-ui,-apple-system,"Segoe UI",helvetica,arial,sans-serif;overflow-wrap:break-word}
h1,h2,h3,p,ul,ol,dl,dd,figure,pre,table{margin:0;padding:0}
h1{font-size:24px;line-height:32px;font-weight:600;color:var(--ink0)}
h2{font-size:18px;line-height:24px;font-weight:600;color:var(--ink0)}
a{color:var(--link);text-underline-offset:2px}
:focus-visible{outline:2px solid var(--brand);outline-offset:2px}
.skip{position:absolute;inset-inline-start:8px;top:-100px;background:var(--ground);padding:8px;z-index:1}.skip:focus{top:8px}
.meta{color:var(--ink2)}.small{font-size:12px;line-height:16px}.icon{width:16px;height:16px;flex:none;fill:var(--control)}
.elsewhere{display:inline-flex;gap:4px;align-items:center}.icon.ok{fill:var(--ok)}.icon.warning{fill:var(--warn)}.icon.stop{fill:var(--stop)}
.top{display:flex;flex-wrap:wrap;align-items:center;gap:0 24px;min-height:48px;padding:0 32px;border-bottom:1px solid var(--line1)}
.brand{display:flex;align-items:center;gap:8px;min-height:48px;color:var(--ink0);text-decoration:none}
.brand .icon{width:24px;height:24px}.brand .name{font-size:16px;font-weight:600}
nav{display:flex;gap:20px;overflow-x:auto}
nav a{display:flex;align-items:center;height:48px;border-block:2px solid transparent;color:var(--ink1);text-decoration:none;white-space:nowrap}
nav a:hover,nav a[aria-current]{color:var(--ink0)}nav a[aria-current]{border-bottom-color:var(--brand);font-weight:600}
.who{margin-inline-start:auto;display:flex;flex-wrap:wrap;gap:0 12px;align-items:center;min-height:48px}
main{max-width:1120px;margin:0 auto;padding:24px 32px 48px}
.lead{margin-top:4px;max-width:68ch}.gap{margin-top:16px}.group{margin-top:32px}
.row{display:flex;flex-wrap:wrap;align-items:center;gap:8px}.end{margin-inline-start:auto}
.head{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 12px}
button,.button{display:inline-flex;align-items:center;gap:6px;min-height:28px;padding:0 12px;border:1px solid var(--line1);border-radius:2px;background:var(--ground);color:var(--ink1);font:inherit;text-decoration:none;cursor:pointer}
button:hover,.button:hover{border-color:var(--control)}
.primary,.primary:hover{background:var(--accept);border-color:transparent;color:#fff;min-height:32px;padding:0 16px;font-weight:600}
.link{border:0;background:none;padding:0;min-height:24px;color:var(--link);text-decoration:underline;text-underline-offset:2px}
[aria-disabled=true]{opacity:.55}
form.inline{display:inline-flex;gap:4px}
input[type=text],input[type=search],textarea,select{min-height:32px;width:100%;padding:4px 8px;border:1px solid var(--control);border-radius:2px;background:var(--ground);color:var(--ink0);font:inherit}
textarea{min-height:96px;resize:vertical}
label{display:block;font-weight:600;margin-bottom:4px}.field{margin-top:16px;max-width:720px}
.notice{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px;margin-bottom:16px;padding:8px 12px;border-inline-start:3px solid var(--brand);background:color-mix(in srgb,var(--brand) 12%,var(--ground))}
.notice.warning{border-color:var(--warn);background:color-mix(in srgb,var(--warn) 12%,var(--ground))}
mark{background:var(--mark);color:inherit;border-radius:1px}
.search{display:flex;gap:8px;max-width:720px}.search input{flex:1;min-width:0}
@media (max-width:720px){.top{padding:0 16px;gap:0 16px}main{padding:16px 16px 48px}nav{order:1;width:100%}.brand bdi{display:none}}
@media (max-width:400px){.who .meta{display:none}.search .button,.search button{padding:0 8px}}`;

const WORKS = `
.cards{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:20px;margin-top:12px;list-style:none}
.card{display:flex;flex-direction:column;border:1px solid var(--line2);border-radius:2px;overflow:hidden;position:relative}
.card:hover{border-color:var(--control)}
.cover{aspect-ratio:16/10;width:100%;object-fit:contain;background:#fff;display:block;border-bottom:1px solid var(--line2)}
.cover.none{display:flex;align-items:center;justify-content:center;background:var(--raised)}.cover.none .icon{width:32px;height:32px}
.card .words{padding:12px;display:grid;gap:4px;align-content:start}
.card a,.hit a.title,.listed a.title{color:var(--ink0);font-weight:600;text-decoration:none}
.card a::after{content:"";position:absolute;inset:0}.card a:hover,.hit a.title:hover,.listed a.title:hover{text-decoration:underline}
.two{display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}
.hits,.listed{list-style:none;margin-top:8px}
.hit,.listed li{display:grid;grid-template-columns:64px minmax(0,1fr);gap:4px 16px;padding:16px 0;border-top:1px solid var(--line2)}
.listed.plain li{grid-template-columns:minmax(0,1fr)}
.thumb{width:64px;height:64px;object-fit:cover;background:#fff;outline:1px solid var(--line2);border-radius:2px}
.thumb.none{display:flex;align-items:center;justify-content:center;background:var(--raised)}
.acts{display:flex;flex-wrap:wrap;gap:4px;margin-top:8px}
.sheet{display:grid;grid-template:"head aside" auto "body aside" 1fr/minmax(0,1fr) 264px;gap:0 32px}
.sheet .what{grid-area:head}.sheet .reading{grid-area:body;min-width:0}.sheet .aside{grid-area:aside}.brief{display:none}
.tabs{display:flex;gap:16px;margin-top:16px;border-bottom:1px solid var(--line1);overflow-x:auto}
.tabs a{gap:4px;height:36px;padding-top:6px;border-bottom:2px solid transparent;margin-bottom:-1px}
.aside{border-inline-start:1px solid var(--line2);padding-inline-start:20px;font-size:13px}
.aside .primary{width:100%;justify-content:center}
dl.facts{display:grid;grid-template-columns:88px minmax(0,1fr);gap:4px 8px;margin-top:16px;padding-top:16px;border-top:1px solid var(--line2)}
.facts dt{color:var(--ink2)}
.tags{display:flex;flex-wrap:wrap;gap:4px;margin-top:16px;list-style:none}
.tags a{display:inline-flex;align-items:center;min-height:24px;padding:0 8px;border-radius:12px;background:var(--raised);color:var(--ink1);font-size:12px;text-decoration:none}
table.rows{border-collapse:collapse;width:100%;margin-top:12px}
.rows th{font-size:12px;font-weight:600;text-align:start;padding:4px 12px 4px 0;border-bottom:1px solid var(--line1)}
.rows td{padding:8px 12px 8px 0;border-bottom:1px solid var(--line2);vertical-align:top}
.rows .number{text-align:end;white-space:nowrap}.rows .name{font-weight:600;width:136px}
.light{flex:none;display:inline-block;width:8px;height:8px;border-radius:50%;margin-inline-end:8px;background:var(--ok)}
.light.warning{background:var(--warn)}.light.stop{background:var(--stop)}
.verdict{display:flex;gap:12px;align-items:center;margin-top:8px}.verdict .icon{width:20px;height:20px}
.rows th[scope=row]{font-size:14px;padding:8px 12px 8px 0;border-bottom:1px solid var(--line2);vertical-align:top}
.narrow{display:none}.scroll{overflow-x:auto}
.choice{display:flex;flex-wrap:wrap;align-items:center;gap:8px}.choice select{width:auto;max-width:100%;flex:0 1 360px}.choice label{margin:0;font-weight:400}
.how{display:flex;align-items:baseline}.rows code{font-size:12px}.when{white-space:nowrap}
pre.copy{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--cell-line);background:var(--cell);padding:8px 12px;margin-top:4px;user-select:all;font-size:13px;line-height:18px}
@media (max-width:900px){.cards{grid-template-columns:repeat(2,minmax(0,1fr))}.sheet{grid-template:"head" auto "aside" auto "body" auto/minmax(0,1fr)}.aside{border:0;padding:0;margin-top:16px}.about{display:none}.brief{display:block;margin-top:8px}}
@media (max-width:520px){.cards{grid-template-columns:minmax(0,1fr)}.hit,.listed li{grid-template-columns:minmax(0,1fr)}.hit .thumb{display:none}.rows .wide{display:none}.narrow{display:block}}`;

const PREVIEW = `
pre,code{font-family:menlo,consolas,"DejaVu Sans Mono",monospace;font-size:13px;line-height:18px}
pre{overflow-x:auto}
.preview{margin-top:16px}.cell{margin-top:12px;min-width:0}.output{margin-top:8px;min-width:0;overflow-x:auto}
.prose{max-width:760px}.prose>*+*,.html>*+*{margin-top:12px}.prose h2,.prose h3{margin-top:24px}
.prose ul,.prose ol,.html ul,.html ol{padding-inline-start:24px}.prose img,.figure{max-width:100%;height:auto}
.figure{background:#fff;display:block}.prose p .figure{display:inline-block}
.prose blockquote{margin-inline:0;padding-inline-start:12px;border-inline-start:3px solid var(--line1);color:var(--ink2)}
.source{background:var(--cell);border:1px solid var(--cell-line);padding:8px 12px;color:var(--ink0)}
.stderr{background:color-mix(in srgb,var(--stop) 12%,var(--ground));padding:4px 8px}
.prose table,.html table{border-collapse:collapse;font-size:12px;line-height:16px;display:block;max-width:100%;max-height:480px;overflow:auto}
.prose th,.prose td,.html th,.html td{padding:4px 8px;border-bottom:1px solid var(--line2);text-align:end}.prose th,.prose td{text-align:start}
.note{font-size:12px;line-height:16px;color:var(--ink2)}summary{cursor:pointer;min-height:24px;color:var(--link)}
.math{overflow:clip;overflow-clip-margin:4px;contain:paint}div.math{overflow-x:auto;padding:4px 0}
.hljs-keyword,.hljs-literal,.hljs-operator{color:var(--k)}.hljs-string,.hljs-meta{color:var(--s)}.hljs-comment{color:var(--c);font-style:italic}.hljs-number,.hljs-built_in{color:var(--n)}.hljs-title{color:var(--f)}
.ansi-bold{font-weight:700}.ansi-underline{text-decoration:underline}.ansi-inverse{background:var(--ink1);color:var(--ground)}`;

const TERMINAL = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
  .map(
    name =>
      `.ansi-${name}-fg{color:var(--${name})}.ansi-${name}-bg{background:color-mix(in srgb,var(--${name}) 30%,transparent)}`
  )
  .join('\n');

/** The one style sheet of all pages; it stands in each of them. */
export const STYLE = [VARIABLES, FRAME, WORKS, PREVIEW, TERMINAL].join('\n');

/** Names the style sheet in the content security policy. */
export const STYLE_SOURCE = `'sha256-${hash('sha256', STYLE, 'base64')}'`;
