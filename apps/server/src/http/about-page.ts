/** Page for schools: what the product does, what it promises and how accurate its checks are. */
import {
  accuracyCaveats,
  accuracySample,
  allClauseJudges,
  type Bilingual,
  brand,
  type ClauseAccuracy,
  type ClauseJudge,
  clauseJudges,
  clausesJudgedBy,
  feeCovers,
  type Language,
  refundRules,
  studentPagePath,
} from "@gradphoto/domain";
import type { FastifyInstance } from "fastify";
import { aboutTexts } from "./about-texts.ts";
import { documentOf, type LanguageQuery, pageLanguage, sendDocument } from "./documents.ts";
import { textPagePolicy } from "./missing-page.ts";
import { contactUri } from "./security-txt.ts";

export interface Operator {
  readonly name: Bilingual;
  readonly contact: string;
}

const style = `:root{color-scheme:light dark;--line:light-dark(#e0d9cd,#343a44);--ink:light-dark(#1f3a5f,#9dbdea)}
body{max-width:44rem;margin:0 auto;padding:1rem;background:light-dark(#f6f3ee,#14171c);color:light-dark(#22272e,#eae7e1);font:16px/1.7 system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;font-variant-numeric:tabular-nums}
h1,h2,h3,a{color:var(--ink)}h1{font-size:1.7rem}h2{margin-top:2.2rem;font-size:1.3rem}h3{font-size:1rem}
nav{text-align:right}nav a,footer a{display:inline-block;padding:.6rem 0}
table{width:100%;border-collapse:collapse;font-size:.9rem}th,td{padding:.4rem .5rem .4rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}thead th{font-weight:600;white-space:nowrap}`;

const marks: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? "");

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;
const list = (texts: readonly string[], tag: "ul" | "ol" = "ul"): string =>
  `<${tag}>${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join("")}</${tag}>`;
const link = (url: string, text: string): string =>
  `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
const section = (heading: string, ...parts: readonly string[]): string =>
  `<h2>${escapeHtml(heading)}</h2>${parts.join("\n")}`;

function clauseRow({ rule, basis, counted }: ClauseAccuracy, language: Language): string {
  const t = aboutTexts[language];
  const share = (part: number, of: number): string => (of === 0 ? "–" : `${part}/${of}`);
  const detected = counted ? share(counted.detected, counted.faulty) : t.exact;
  const cells = [
    basis === "uncounted" ? `${detected}${t.rare}` : detected,
    counted ? share(counted.falseAlarms, counted.fine) : "–",
  ];
  return `<tr><th scope="row">${escapeHtml(rule.text[language])}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`;
}

function clausesOf(judge: ClauseJudge, language: Language): string {
  const t = aboutTexts[language];
  const clauses = clausesJudgedBy(judge);
  const heading = `<h3>${escapeHtml(clauseJudges[judge][language])} (${clauses.length})</h3>`;
  if (judge === "person") return heading + list(clauses.map(({ rule }) => rule.text[language]));
  const columns = [t.clause, t.detected, t.falseAlarms].map(
    (name) => `<th scope="col">${escapeHtml(name)}</th>`,
  );
  const rows = clauses.map((clause) => clauseRow(clause, language));
  return `${heading}<table><thead><tr>${columns.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}

function pageIn(language: Language, { name, contact }: Operator, publicUrl: string): string {
  const t = aboutTexts[language];
  const inLanguage = (text: Bilingual): string => text[language];
  const uri = contactUri(contact);
  return `<!doctype html><html lang="${language === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(t.title)}</title>
<meta name="description" content="${escapeHtml(t.intro)}"><meta property="og:title" content="${escapeHtml(t.title)}"><meta property="og:description" content="${escapeHtml(t.intro)}"><meta property="og:image" content="${escapeHtml(publicUrl)}/static/social.png">
<link rel="icon" href="/static/mark.svg"><style>${style}</style></head><body>
<nav>${link("/", brand[language])} · ${link(`/about?language=${language === "zh" ? "en" : "zh"}`, t.other)}</nav>
<main><h1>${escapeHtml(t.title)}</h1>${paragraph(t.intro)}
${section(t.student, list(t.studentSteps, "ol"))}
${section(t.fee, paragraph(t.feeRule), list(feeCovers.map(inLanguage)), paragraph(t.refundChoice), list(Object.values(refundRules).map(inLanguage)), paragraph(t.alwaysRefunded))}
${section(t.reviewers, list(t.reviewerFacts))}
${section(t.promises, list(t.promiseFacts), `<p>${escapeHtml(t.more)} ${link(`/${studentPagePath("terms")}`, t.terms)}</p>`)}
${section(t.accuracy, paragraph(t.accuracySummary), paragraph(accuracySample[language]), list(accuracyCaveats.map(inLanguage)), paragraph(t.legend))}
${allClauseJudges.map((judge) => clausesOf(judge, language)).join("\n")}
${section(t.contact, paragraph(name[language]), `<p>${uri ? link(uri, contact) : escapeHtml(contact)}</p>`)}
</main><footer>${link("/try", t.tryPhoto)}</footer></body></html>`;
}

export function serveAboutPage(app: FastifyInstance, operator: Operator, publicUrl: string): void {
  const pageOf = (language: Language) =>
    documentOf("text/html; charset=utf-8", pageIn(language, operator, publicUrl));
  const pages = { zh: pageOf("zh"), en: pageOf("en") };
  app.get<LanguageQuery>("/about", (request, reply) => {
    reply.header("content-security-policy", `${textPagePolicy}; img-src 'self'`);
    return sendDocument(request, reply, pages[pageLanguage(request)]);
  });
  app.get("/about/", (_request, reply) => reply.redirect("/about"));
}
