/**
 * HTML page of a web app, rendered per request: styles that its libraries add carry a nonce, and no others are allowed.
 */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Placeholder for the nonce in the built page. */
const placeholder = 'nonce="page-nonce"';

/** Allows only own scripts and pictures. WebAssembly reads collection codes; blob: displays the photo just taken. */
export const pagePolicy = (styles: string): string =>
  [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self'${styles}`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self' blob:",
    "object-src 'none'",
    // Directives that default-src does not cover.
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** Windows of other origins get no reference to our pages. */
const apart = { "cross-origin-opener-policy": "same-origin" };

/** Cross-origin isolation, which browsers require before a page's workers may share memory. */
export const isolation: Readonly<Record<string, string>> = {
  ...apart,
  "cross-origin-embedder-policy": "require-corp",
};

interface PageRules {
  /** Additional style sources that the app's libraries require. */
  readonly moreStyles: string;
  readonly isIsolated: boolean;
}

export function createPage(
  file: string,
  { moreStyles, isIsolated }: PageRules,
): (request: FastifyRequest, reply: FastifyReply) => void {
  const page = readFileSync(file, "utf8");
  return (_request, reply) => {
    const nonce = randomBytes(16).toString("base64");
    reply
      .headers(isIsolated ? isolation : apart)
      .header("content-security-policy", pagePolicy(` 'nonce-${nonce}'${moreStyles}`))
      // Not cached by proxies, because another page would get this one's nonce.
      .header("cache-control", "private, no-cache")
      .type("text/html; charset=utf-8")
      .send(page.replaceAll(placeholder, `nonce="${nonce}"`));
  };
}
