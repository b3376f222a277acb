/** The page for people who write a client: every route with its callers, fields and refusals, in one language. */
import { createHash } from "node:crypto";
import { type Bilingual, brand, errors, type Language, roles } from "@gradphoto/contract";
import { errorsOf, type Route } from "@gradphoto/contract/routes";

const style = `
:root{color-scheme:light dark}
body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1rem}
h2{margin:3rem 0 .5rem;font-size:1.1rem}code{font:0.9em ui-monospace,monospace}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #8884}
nav li{list-style:none}nav ul{padding:0}`;

export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; frame-ancestors 'none'`;

const words = {
  title: { zh: "接口说明", en: "Interface" },
  other: { zh: "English", en: "中文" },
  machine: { zh: "机器可读的说明：", en: "For machines: " },
  callers: { zh: "谁可以调用", en: "Callers" },
  sends: { zh: "发送", en: "Sends" },
  receives: { zh: "得到", en: "Receives" },
  refusals: { zh: "可能的拒绝", en: "Refusals" },
  file: { zh: "文件", en: "a file" },
  events: { zh: "事件流：", en: "events of: " },
  nothing: { zh: "无", en: "nothing" },
  key: { zh: "需要防重复标识", en: "needs an idempotency key" },
} as const satisfies Readonly<Record<string, Bilingual>>;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const fieldsOf = (name: string, part: Route["body"]): readonly string[] =>
  part ? [`${name}: ${Object.keys(part.shape).join(", ")}`] : [];

export function docsPage(routes: readonly Route[], language: Language): string {
  const other = language === "zh" ? "en" : "zh";
  const say = (text: Bilingual): string => escapeHtml(text[language]);
  const links = routes.map(({ name, summary }) => `<li><a href="#${name}">${say(summary)}</a></li>`);
  return `<!doctype html><html lang="${language === "zh" ? "zh-CN" : "en"}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${say(brand)} ${say(words.title)}</title><style>${style}</style>
<h1>${say(brand)} ${say(words.title)}</h1>
<p><a href="/docs?language=${other}">${say(words.other)}</a> · ${say(words.machine)}<a href="/openapi.json">openapi.json</a></p>
<nav><ul>${links.join("")}</ul></nav>
${routes.map((route) => section(route, say)).join("\n")}</html>`;
}

function section(route: Route, say: (text: Bilingual) => string): string {
  const { name, method, path, summary, params, query, body, picture, idempotent, answers, answersWith } = route;
  const fields = Object.keys(answers.shape).join(", ") || say(words.nothing);
  const receives =
    answersWith === "file" ? say(words.file) : `${answersWith === "events" ? say(words.events) : ""}${fields}`;
  const sends = [
    ...fieldsOf("params", params),
    ...fieldsOf("query", query),
    ...fieldsOf("body", body),
    ...(picture ? [`${picture.field} (${picture.types.join(", ")}, ${picture.maxBytes / 1024 / 1024} MB)`] : []),
    ...(idempotent ? [say(words.key)] : []),
  ];
  const refusals = errorsOf(route).map(
    (code) => `<tr><td>${errors[code].status}</td><td><code>${code}</code></td><td>${say(errors[code])}</td></tr>`,
  );
  return `<section id="${name}"><h2>${say(summary)}</h2><p><code>${method} ${escapeHtml(path)}</code></p><table>
<tr><th>${say(words.callers)}</th><td>${route.roles.map((role) => say(roles[role])).join(", ")}</td></tr>
<tr><th>${say(words.sends)}</th><td>${sends.join("<br>") || say(words.nothing)}</td></tr>
<tr><th>${say(words.receives)}</th><td>${receives}</td></tr></table>
<details><summary>${say(words.refusals)}</summary><table>${refusals.join("")}</table></details></section>`;
}
