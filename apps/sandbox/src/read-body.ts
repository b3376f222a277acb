/** Reads request bodies: JSON or a form, validated by a schema. */
import { z } from "zod";
import type { Call } from "./answer.ts";

/** Returns undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isForm = (call: Call): boolean =>
  String(call.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");

/** Validates the body. Throws a ZodError, which is answered as 400. Empty form fields count as missing. */
export function readBody<T>(schema: z.ZodType<T>, call: Call): T {
  if (!isForm(call)) return schema.parse(call.text === "" ? {} : parseJson(call.text));
  const fields = [...new URLSearchParams(call.text)].filter(([, value]) => value !== "");
  return schema.parse(Object.fromEntries(fields));
}

/** Returns the path parameter `name`. */
export const readParam = (call: Call, name: string): string =>
  z.object({ [name]: z.string() }).parse(call.params)[name] ?? "";

/** True for `Authorization: Bearer <key>`. */
export const hasBearer = (call: Call, key: string): boolean =>
  call.headers.authorization === `Bearer ${key}`;
