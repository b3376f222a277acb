/** Transport over `fetch`, for browsers and Node. */
import type { Transport } from "./transport.ts";

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
export interface FetchPlatform<Picture, Form extends { append(name: string, picture: Picture): void }> {
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
