/** The one page of a web app, made anew for each who asks: styles that its libraries add carry a nonce, and no others are taken. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Stands in the built page where the nonce goes. */
const placeholder = 'nonce="page-nonce"';

/** Scripts and pictures of its own; WebAssembly reads collection codes, blob: is the photo that was just taken. */
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
    // What the default does not cover.
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** A window that another site opened, or that opens one, has no handle on a page of ours. */
const apart = { "cross-origin-opener-policy": "same-origin" };

/** Keeps a page apart from other origins: only then do browsers let its workers share memory. */
export const isolation: Readonly<Record<string, string>> = {
  ...apart,
  "cross-origin-embedder-policy": "require-corp",
};

interface PageRules {
  /** What the app's own libraries cannot do without. */
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
      // Kept by nobody else, as another page would have this one's nonce.
      .header("cache-control", "private, no-cache")
      .type("text/html; charset=utf-8")
      .send(page.replaceAll(placeholder, `nonce="${nonce}"`));
  };
}
