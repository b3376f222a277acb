/** How the client reaches the server: given by whoever makes the client, so that it runs where `fetch` does not exist. */

/** `Picture` is what the platform calls a file: a Blob, a temporary path of a mini-program. */
export type RequestBody<Picture> =
  | { readonly kind: "json"; readonly text: string }
  | { readonly kind: "picture"; readonly field: string; readonly picture: Picture };

export interface TransportRequest<Picture> {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** null when nothing is sent. */
  readonly body: RequestBody<Picture> | null;
}

export interface TransportAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Rejects when no answer came. */
export type Transport<Picture> = (request: TransportRequest<Picture>) => Promise<TransportAnswer>;

export interface StreamListener {
  /** As it comes, cut anywhere; what the service writes is ASCII. */
  readonly text: (piece: string) => void;
  /** Refused, at its end, or lost. */
  readonly ended: () => void;
}

/** Opens an answer that comes piece by piece; answers how to stop, after which nothing is told. */
export type OpenStream = (
  request: Pick<TransportRequest<never>, "url" | "headers">,
  listener: StreamListener,
) => () => void;
