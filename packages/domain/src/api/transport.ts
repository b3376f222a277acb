/**
 * Transport interface of the client. The creator of the client supplies it, so that it runs where `fetch` does not
 * exist.
 */

/** `Picture` is the platform's type of a file: a Blob, or a temporary path in a mini-program. */
export type RequestBody<Picture> =
  | { readonly kind: "json"; readonly text: string }
  | { readonly kind: "picture"; readonly field: string; readonly picture: Picture };

export interface TransportRequest<Picture> {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** null if the request has no body. */
  readonly body: RequestBody<Picture> | null;
}

export interface TransportAnswer {
  readonly status: number;
  /** Header names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Rejects if no answer arrives. */
export type Transport<Picture> = (request: TransportRequest<Picture>) => Promise<TransportAnswer>;

export interface StreamListener {
  /** Receives raw chunks, which may be split at any character; the service sends ASCII only. */
  readonly text: (piece: string) => void;
  /** Called once when the stream is refused, ends or is lost. */
  readonly ended: () => void;
}

/** Opens a streaming answer. Returns a function that stops it; no callback runs after that. */
export type OpenStream = (
  request: Pick<TransportRequest<never>, "url" | "headers">,
  listener: StreamListener,
) => () => void;

interface FetchInit<Form> {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Form | null;
}

interface FetchAnswer {
  readonly status: number;
  readonly headers: Iterable<[string, string]>;
  readonly text: () => Promise<string>;
}

/** The two globals that this transport needs, declared here because the package depends on no platform. */
interface FetchPlatform<Picture, Form extends { append(name: string, picture: Picture): void }> {
  readonly fetch: (url: string, init: FetchInit<Form>) => Promise<FetchAnswer>;
  readonly FormData: new () => Form;
}

/** Example for a browser or Node: `fetchTransport<Blob, FormData>({ fetch, FormData })`. */
export function fetchTransport<Picture, Form extends { append(name: string, picture: Picture): void }>(
  platform: FetchPlatform<Picture, Form>,
): Transport<Picture> {
  // A browser's fetch must not be called as a method of another object.
  const { fetch, FormData } = platform;
  const formOf = (field: string, picture: Picture): Form => {
    const form = new FormData();
    form.append(field, picture);
    return form;
  };
  return async ({ method, url, headers, body }) => {
    const sent = body?.kind === "picture" ? formOf(body.field, body.picture) : (body?.text ?? null);
    const answer = await fetch(url, { method, headers, body: sent });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  };
}
