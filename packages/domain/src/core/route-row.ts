/** Method and path of a route: what a client needs of it. This file knows no library. */

/** A picture sent as multipart/form-data. */
export interface PictureField {
  readonly field: string;
  readonly maxBytes: number;
  readonly types: readonly string[];
  /** What is said of one that is larger: finance gives an invoice, not a photo. */
  readonly tooLarge: "photo-too-large" | "invoice-too-large";
}

export interface RouteRow {
  readonly method: "GET" | "POST" | "PUT";
  /** Parameters as `:name`. */
  readonly path: string;
  readonly picture?: PictureField;
  /** Of a JSON body that may be longer than others. */
  readonly maxBodyBytes?: number;
  /** Asks for an idempotency key: same key, same answer; other body under the same key is refused. */
  readonly idempotent?: true;
  /** The answer begins or ends a session of staff, which browsers keep as a cookie. */
  readonly staffSession?: true;
  /** Asked for again and again: the answer carries an entity tag, and is not sent again while it is the same. */
  readonly tagged?: true;
  /**
   * Other than JSON: the bytes of a file, a file made while it is sent, or server-sent events whose data is what the
   * definition's `answers` says.
   */
  readonly answersWith?: "file" | "download" | "events";
}

/** What the product reads: 10 MB, told by content and not by name. */
export const uploadedPicture = {
  field: "picture",
  maxBytes: 10 * 1024 * 1024,
  types: ["image/jpeg", "image/png", "image/webp", "image/heic"],
  tooLarge: "photo-too-large",
} as const satisfies PictureField;
