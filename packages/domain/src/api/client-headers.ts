/** What every request of a client carries, and where it goes. */
import type { Language } from "../core/bilingual.ts";
import { contractVersionHeader, idempotencyKeyHeader, untouchedHeader } from "./contract-version.ts";
import { fillPath } from "./path-of.ts";
import type { AnyInput } from "./route-input.ts";

export interface ClientOptions {
  /** Scheme, host and what stands before `/v1`. */
  readonly baseUrl: string;
  readonly language: Language;
  readonly contractVersion: number;
  /** The token of the session, null before sign-in; asked for every call. */
  readonly sessionToken: () => string | null;
  /** Nobody is at the page; asked for every call. */
  readonly isUntouched?: () => boolean;
}

export const urlOf = ({ baseUrl }: ClientOptions, path: string, { params, query }: AnyInput<unknown>): string =>
  `${baseUrl.replace(/\/+$/, "")}${fillPath(path, params ?? {}, query ?? {})}`;

export function headersOf(options: ClientOptions, input: AnyInput<unknown>): Record<string, string> {
  const token = options.sessionToken();
  return {
    accept: "application/json",
    "accept-language": options.language === "zh" ? "zh-CN" : "en",
    [contractVersionHeader]: String(options.contractVersion),
    ...(input.body !== undefined && { "content-type": "application/json" }),
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(options.isUntouched?.() && { [untouchedHeader]: "1" }),
    ...(input.idempotencyKey !== undefined && { [idempotencyKeyHeader]: input.idempotencyKey }),
  };
}
