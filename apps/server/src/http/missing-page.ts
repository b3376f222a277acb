/** Page for a person who opens an address that does not exist. Programs get the problem as JSON. */
import { brand, type Language } from "@gradphoto/domain";
import type { FastifyReply, FastifyRequest } from "fastify";
import { languageOf } from "./send-problem.ts";

/** Policy of pages that consist of text and styles. */
export const textPagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const words = {
  zh: {
    lang: "zh-CN",
    title: "没有这一页",
    about: "请检查网址，或从首页重新进入。",
    start: "回到首页",
  },
  en: {
    lang: "en",
    title: "No such page",
    about: "Check the address, or start again from the first page.",
    start: "Back to the start page",
  },
} as const satisfies Readonly<Record<Language, object>>;

function pageIn(language: Language): string {
  const { lang, title, about, start } = words[language];
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${title} · ${brand[language]}</title>
<style>body{max-width:26rem;margin:20vh auto 0;padding:0 1rem;font:17px/1.6 system-ui,sans-serif}h1{font-size:1.4rem}</style>
<h1>${title}</h1><p>${about}</p><p><a href="/">${start}</a></p></html>`;
}

export const isPageRequest = ({ method, headers, url }: FastifyRequest): boolean =>
  method === "GET" && headers.accept?.includes("text/html") === true && !url.startsWith("/v1/");

export const sendMissingPage = ({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply
    .code(404)
    .headers({ "content-security-policy": textPagePolicy, "cache-control": "no-store" })
    .type("text/html; charset=utf-8")
    .send(pageIn(languageOf(headers["accept-language"])));
