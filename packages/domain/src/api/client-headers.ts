/** URL and headers of every client request. */
import type { Language } from "../core/bilingual.ts";
import { fillPath } from "../core/route-table.ts";
import type { AnyInput } from "./route-input.ts";

/** Incremented with every addition. Nothing is ever removed, so the server can answer every older version. */
export const contractVersion = 1;

/** Clients send the version that they were built with; the server answers with its own. */
export const contractVersionHeader = "gradphoto-contract";

export const idempotencyKeyHeader = "idempotency-key";

export const requestIdHeader = "x-request-id";

/** Marks requests that a page sends on its own while no user is active: they do not extend the session. */
export const idleHeader = "gradphoto-untouched";

export interface ClientOptions {
  /** Scheme, host and any path prefix of `/v1`. */
  readonly baseUrl: string;
  readonly language: Language;
  readonly contractVersion: number;
  /** The session token, null before sign-in; read on every call. */
  readonly sessionToken: () => string | null;
  /** Returns true while no user is active on the page; read on every call. */
  readonly isIdle?: () => boolean;
}

export const urlOf = (
  { baseUrl }: ClientOptions,
  path: string,
  { params, query }: AnyInput<unknown>,
): string => `${baseUrl.replace(/\/+$/, "")}${fillPath(path, params ?? {}, query ?? {})}`;

export function headersOf(
  options: ClientOptions,
  input: AnyInput<unknown>,
): Record<string, string> {
  const token = options.sessionToken();
  return {
    accept: "application/json",
    "accept-language": options.language === "zh" ? "zh-CN" : "en",
    [contractVersionHeader]: String(options.contractVersion),
    ...(input.body !== undefined && { "content-type": "application/json" }),
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(options.isIdle?.() && { [idleHeader]: "1" }),
    ...(input.idempotencyKey !== undefined && { [idempotencyKeyHeader]: input.idempotencyKey }),
  };
}
