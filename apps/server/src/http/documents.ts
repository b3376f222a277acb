/** API description for programs and people. It is generated once, served from memory, and cached by entity tag. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { brand, type Language, languages } from "@gradphoto/domain";
import { openApiDocument } from "@gradphoto/domain/openapi";
import { routes } from "@gradphoto/domain/routes";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { languageOf } from "./send-problem.ts";

/** Returns an entity tag, so that a representation that the client has already is not sent again. */
export const entityTagOf = (body: string | Buffer): string =>
  `"${createHash("sha256").update(body).digest("base64url")}"`;

/**
 * Sets the tag. Returns true when the client has the current version, for a 304 response. A compressing proxy may turn
 * the tag into a weak one.
 */
export function isNotModified(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  tag: string,
): boolean {
  reply.header("etag", tag);
  const clientTags =
    headers["if-none-match"]?.split(",").map((one) => one.trim().replace(/^W\//, "")) ?? [];
  if (!clientTags.includes(tag)) return false;
  reply.code(304);
  return true;
}

export interface Document {
  readonly type: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

export function documentOf(type: string, content: string | Buffer): Document {
  const body = Buffer.from(content);
  return { type, body, gzipped: gzipSync(body), etag: entityTagOf(body) };
}

/** Policy of the page. Redoc creates its styles and its search worker at run time. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const words = {
  zh: { title: "接口说明", other: "English", otherLanguage: "en" },
  en: { title: "Interface", other: "中文", otherLanguage: "zh" },
} as const satisfies Readonly<Record<Language, object>>;

function pageIn(language: Language): string {
  const { title, other, otherLanguage } = words[language];
  return `<!doctype html><html lang="${language === "zh" ? "zh-CN" : "en"}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${brand[language]} ${title}</title><style>body{margin:0}nav{padding:.5rem 1rem;font:14px system-ui,sans-serif}</style>
<nav><a href="/docs?language=${otherLanguage}">${other}</a> · <a href="/openapi.json">openapi.json</a></nav>
<redoc spec-url="/openapi.json?language=${language}" hide-download-button native-scrollbars></redoc>
<script src="/docs/redoc.js"></script></html>`;
}

export interface LanguageQuery {
  readonly Querystring: { readonly language?: unknown };
}

export function serveDocuments(app: FastifyInstance): void {
  const full = describe();
  const inLanguage = { zh: documentsIn("zh"), en: documentsIn("en") };
  const redoc = createRequire(import.meta.url).resolve("redoc/bundles/redoc.standalone.js");
  const script = documentOf(
    "text/javascript; charset=utf-8",
    withoutForeignLogo(readFileSync(redoc, "utf8")),
  );

  app.get<LanguageQuery>("/openapi.json", (request, reply) => {
    const language = requestedLanguage(request.query.language);
    return sendDocument(request, reply, language ? inLanguage[language].description : full);
  });
  app.get<LanguageQuery>("/docs", (request, reply) => {
    reply.header("content-security-policy", pagePolicy);
    return sendDocument(request, reply, inLanguage[pageLanguage(request)].page);
  });
  app.get("/docs/", (_request, reply) => reply.redirect("/docs"));
  app.get("/docs/redoc.js", (request, reply) => sendDocument(request, reply, script));
}

/** Removes the logo, which Redoc loads from a CDN: the policy blocks it and browsers report an error. */
const withoutForeignLogo = (script: string): string =>
  script.replaceAll("https://cdn.redoc.ly/redoc/logo-mini.svg", emptyPicture);

const emptyPicture = "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22/%3E";

const describe = (language?: Language): Document =>
  documentOf("application/json", JSON.stringify(openApiDocument(routes, language)));

const documentsIn = (language: Language) => ({
  description: describe(language),
  page: documentOf("text/html; charset=utf-8", pageIn(language)),
});

const requestedLanguage = (value: unknown): Language | undefined =>
  languages.find((language) => language === value);

/** Returns the language of `?language=`, otherwise that of the browser. */
export const pageLanguage = ({ query, headers }: FastifyRequest<LanguageQuery>): Language =>
  requestedLanguage(query.language) ?? languageOf(headers["accept-language"]);

/** Sends a document. Clients may cache it but must revalidate it on each use. */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body, gzipped, etag }: Document,
): FastifyReply {
  reply.header("cache-control", "no-cache");
  if (isNotModified(request, reply, etag)) return reply.send();
  reply.type(type).header("vary", "accept-encoding, accept-language");
  const encodings = request.headers["accept-encoding"];
  const isGzipTaken =
    typeof encodings === "string" && /\bgzip\b(?!;\s*q=0(\.0*)?(,|$))/.test(encodings);
  return isGzipTaken ? reply.header("content-encoding", "gzip").send(gzipped) : reply.send(body);
}
