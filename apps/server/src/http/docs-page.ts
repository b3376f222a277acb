/** The page for people who write a client: every route with its callers, fields and refusals, in one language. */
import { createHash } from "node:crypto";
import { type Bilingual, brand, errors, isStaff, type Language, roles } from "@gradphoto/domain";
import { errorsOf, type Route } from "@gradphoto/domain/routes";
import { type DescribedField, describeFields } from "./describe-fields.ts";

const style = `
:root{color-scheme:light dark;--ink:#1f3a5f;--line:#8884;--soft:#8881}
@media (prefers-color-scheme:dark){:root{--ink:#a9c4e8}}
body{font:15px/1.6 "PingFang SC","HarmonyOS Sans","MiSans","Noto Sans CJK SC",system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:28px;color:var(--ink)}h2{font-size:22px;color:var(--ink);margin:3rem 0 .5rem}h3{font-size:17px;margin:0}
a{color:var(--ink)}code{font:13px ui-monospace,monospace}
nav ul{padding:0;columns:3 17rem;margin:0 0 1rem}nav li{list-style:none}
section{border:1px solid var(--line);border-radius:8px;padding:1rem;margin:1rem 0;scroll-margin-top:1rem}
section>p{margin:.25rem 0 .75rem}b.m{display:inline-block;min-width:3rem;color:var(--ink)}
table{border-collapse:collapse;width:100%;margin:.25rem 0}td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-top:1px solid var(--line)}
th{width:9rem;font-weight:600}td:first-child{overflow-wrap:anywhere}summary{cursor:pointer;padding:.25rem 0}
td table td{border:0;padding:0 .75rem 0 0}td table td:first-child{width:45%}`;

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
  events: { zh: "事件流，每个事件：", en: "events, each of them:" },
  nothing: { zh: "无", en: "nothing" },
  optional: { zh: "可不填", en: "optional" },
  key: {
    zh: "idempotency-key 头：同一操作重试时保持不变",
    en: "header idempotency-key: kept over the retries of one act",
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** A route stands in the first chapter that has it. */
const chapters = [
  { title: { zh: "不用登录", en: "Without signing in" }, has: ({ roles: by }: Route) => by.includes("anonymous") },
  { title: { zh: "学生", en: "Students" }, has: ({ roles: by }: Route) => by.includes("student") },
  { title: { zh: "帮拍人", en: "Helpers" }, has: ({ roles: by }: Route) => by.includes("helper") },
  { title: { zh: "员工", en: "Staff" }, has: ({ roles: by }: Route) => by.some(isStaff) },
] as const;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
type Say = (text: Bilingual) => string;

export function docsPage(routes: readonly Route[], language: Language): string {
  const other = language === "zh" ? "en" : "zh";
  const say: Say = (text) => escapeHtml(text[language]);
  const filled = chapters.map((chapter) => ({
    title: say(chapter.title),
    routes: routes.filter((route) => chapters.find(({ has }) => has(route)) === chapter),
  }));
  const link = ({ name, summary }: Route): string => `<li><a href="#${name}">${say(summary)}</a></li>`;
  const contents = filled.map((one) => `<h3>${one.title}</h3><ul>${one.routes.map(link).join("")}</ul>`);
  const bodies = filled.map(
    (one) => `<h2>${one.title}</h2>${one.routes.map((route) => section(route, say)).join("\n")}`,
  );
  return `<!doctype html><html lang="${language === "zh" ? "zh-CN" : "en"}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${say(brand)} ${say(words.title)}</title><style>${style}</style>
<h1>${say(brand)} ${say(words.title)}</h1>
<p><a href="/docs?language=${other}">${say(words.other)}</a> · ${say(words.machine)}<a href="/openapi.json">openapi.json</a></p>
<nav>${contents.join("")}</nav>
${bodies.join("\n")}</html>`;
}

function section(route: Route, say: Say): string {
  const { name, method, path, summary, params, query, body, picture, idempotent, answers, answersWith } = route;
  const table = (fields: readonly DescribedField[]): string =>
    fields.length === 0 ? "" : `<table>${fields.map((field) => fieldRow(field, say)).join("")}</table>`;
  const sends = [
    ...[params, query, body].map((part) => (part ? table(describeFields(part, "input")) : "")),
    picture ? `<code>${picture.field}</code> ${picture.types.join(", ")}, ${picture.maxBytes / 1024 / 1024} MB` : "",
    idempotent ? say(words.key) : "",
  ].filter((part) => part !== "");
  const fields = table(describeFields(answers, "output")) || say(words.nothing);
  const events = answersWith === "events" ? say(words.events) : "";
  const refusals = errorsOf(route).map(
    (code) => `<tr><td>${errors[code].status}</td><td><code>${code}</code></td><td>${say(errors[code])}</td></tr>`,
  );
  return `<section id="${name}"><h3>${say(summary)}</h3><p><b class="m">${method}</b><code>${escapeHtml(path)}</code></p><table>
<tr><th>${say(words.callers)}</th><td>${route.roles.map((role) => say(roles[role])).join(", ")}</td></tr>
<tr><th>${say(words.sends)}</th><td>${sends.join("<br>") || say(words.nothing)}</td></tr>
<tr><th>${say(words.receives)}</th><td>${answersWith === "file" ? say(words.file) : `${events}${fields}`}</td></tr></table>
<details><summary>${say(words.refusals)}</summary><table>${refusals.join("")}</table></details></section>`;
}

const fieldRow = ({ name, type, isOptional }: DescribedField, say: Say): string =>
  `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(type)}${isOptional ? ` (${say(words.optional)})` : ""}</td></tr>`;
