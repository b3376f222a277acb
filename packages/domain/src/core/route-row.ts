/** Method and path of a route, as a client needs them. This file has no dependencies. */
import type { z } from "zod";
import type { Bilingual } from "./bilingual.ts";
import type { Role } from "./roles.ts";

/** `Code`: the refusal codes; the list of all routes checks that each has its text. */
export interface RouteDefinition<Code extends string = string> {
  readonly summary: Bilingual;
  readonly roles: readonly Role[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /**
   * The body of a 200, or the data of each event; empty for a file. Every answer is parsed before it is sent, which
   * drops fields that are not in the contract.
   */
  readonly answers: z.ZodObject;
  /** Example of an answer, for readers of the OpenAPI document. */
  readonly example?: object;
  /** Staff may call it before they have chosen their own password and set up one-time codes. */
  readonly duringSetUp?: true;
  /** Refusals specific to this route; `errorsOf` adds those that follow from its shape. Default: none. */
  readonly errors?: readonly Code[];
}

/** A picture sent as multipart/form-data. */
export interface PictureField {
  readonly field: string;
  readonly maxBytes: number;
  readonly types: readonly string[];
  /** The error code for a larger file: finance uploads an invoice, not a photo. */
  readonly tooLarge: "photo-too-large" | "invoice-too-large";
}

export interface RouteRow {
  readonly method: "GET" | "POST" | "PUT";
  /** Path with parameters as `:name`. */
  readonly path: string;
  readonly picture?: PictureField;
  /** Limit for a JSON body that may be larger than the default. */
  readonly maxBodyBytes?: number;
  /** Requires an idempotency key: the same key returns the same answer; another body with the same key is refused. */
  readonly idempotent?: true;
  /** The answer starts or ends a staff session, which browsers store as a cookie. */
  readonly staffSession?: true;
  /** For polled routes: the answer carries an ETag and is not sent again while it is unchanged. */
  readonly tagged?: true;
  /**
   * Non-JSON answer: the bytes of a file, a file generated while it is sent, or server-sent events with data of the
   * schema `answers`.
   */
  readonly answersWith?: "file" | "download" | "events";
}

/** Image upload of at most 10 MB; the type is detected from the content, not from the name. */
export const uploadedPicture = {
  field: "picture",
  maxBytes: 10 * 1024 * 1024,
  types: ["image/jpeg", "image/png", "image/webp", "image/heic"],
  tooLarge: "photo-too-large",
} as const satisfies PictureField;
