/** Client of the collection-code issuer's HTTP gateway; the contract is in the README of the sandbox. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { readLimited } from "../read-limited.ts";
import type { CollectionCodeIssuer, IssuerRefusal } from "./collection-code-issuer.ts";

export interface HttpIssuerSettings {
  /** Address without a trailing slash. */
  readonly baseUrl: string;
  /** Bearer token. */
  readonly key: string;
  /** Key shared with the issuer for hashes of the last four characters. */
  readonly lastFourKey: string;
  /** Time limit of the complete call, including the body of the answer. */
  readonly timeoutMs: number;
}

const maxAnswerBytes = 64 * 1024;

const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes("\0"));
const filled = (max: number) => text(max).refine((value) => value.trim() !== "");
const schoolCode = z.string().regex(/^\d{5}$/);

const opened = z.object({
  codeId: filled(200),
  schoolCode,
  category: filled(40),
  graduationYear: z.int().min(1900).max(2999),
  expiresAt: z.iso.datetime({ offset: true }).transform((instant) => new Date(instant)),
  lastFourHash: z.string().regex(/^[0-9a-f]{64}$/),
});

const student = z.object({
  codeId: filled(200),
  schoolCode,
  name: filled(100),
  department: text(200),
  major: text(200),
  class: text(200),
  level: text(100),
  studentNumber: filled(60),
});

/** Each code with its HTTP status. The issuer never sends the same code with another status. */
const refusal = z.union([
  z.object({
    status: z.literal(422),
    code: z.enum([
      "not-a-code",
      "other-issuer",
      "forged",
      "expired",
      "unknown-student",
      "last-four-wrong",
    ]),
  }),
  z.object({ status: z.literal(409), code: z.literal("already-collected") }),
]);

export function createHttpIssuer({
  baseUrl,
  key,
  lastFourKey,
  timeoutMs,
}: HttpIssuerSettings): CollectionCodeIssuer {
  async function request<T>(
    path: string,
    body: object,
    answer: z.ZodType<T>,
  ): Promise<T | IssuerRefusal> {
    const reply = await post(path, body);
    if ("fault" in reply) return reply;
    const { status, json } = reply;
    if (status === 200) {
      const parsed = answer.safeParse(json);
      return parsed.success ? parsed.data : { fault: "answer-unreadable" };
    }
    return faultOf(status, json);
  }

  async function post(
    path: string,
    body: object,
  ): Promise<{ status: number; json: unknown } | IssuerRefusal> {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(baseUrl + path, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify(body),
        redirect: "manual",
        signal,
      });
      const bytes = await readLimited(response, maxAnswerBytes, signal);
      return bytes
        ? { status: response.status, json: parseJson(bytes) }
        : { fault: "answer-unreadable" };
    } catch {
      return { fault: "unreachable" };
    }
  }

  return {
    decode: (codeText) => request("/chsi/decode", { text: codeText }, opened),
    verify: (codeText, lastFour) => request("/chsi/verify", { text: codeText, lastFour }, student),
    matchesLastFour: ({ codeId, lastFourHash }, lastFour) => {
      const expected = createHmac("sha256", lastFourKey).update(`${codeId}:${lastFour}`).digest();
      const stated = Buffer.from(lastFourHash, "hex");
      return stated.length === expected.length && timingSafeEqual(stated, expected);
    },
  };
}

function faultOf(status: number, json: unknown): IssuerRefusal {
  const body = z.object({ code: z.string() }).safeParse(json);
  const stated = refusal.safeParse({ status, code: body.data?.code });
  if (stated.success) return { fault: stated.data.code };
  if (status === 401 || status === 403) return { fault: "unauthorized" };
  if (status === 429 || status === 503) return { fault: "busy" };
  if (status >= 500) return { fault: "unreachable" };
  return { fault: status >= 400 && body.success ? "request-refused" : "answer-unreadable" };
}

/** Returns undefined unless the bytes are JSON in UTF-8: every schema refuses that. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
