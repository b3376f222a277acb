/** Answer of an endpoint before it is sent, signed or altered by a fault. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON, or unchanged when `type` is set. */
  readonly body: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request with the exact text of its body, which signatures cover. */
export interface Call {
  readonly method: string;
  /** Path with query, as sent. */
  readonly url: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export const json = (status: number, body: unknown): Answer => ({ status, body });

export const redirect = (location: string): Answer => ({
  status: 303,
  body: "",
  type: "text/plain",
  headers: { location },
});

export const png = (bytes: Uint8Array): Answer => ({ status: 200, body: Buffer.from(bytes), type: "image/png" });

/** Refusals of our own contracts (SMS, collection code, control). */
export const refusal = (status: number, code: string, message: string): Answer => json(status, { code, message });
