/** Network of `wx`: requests, uploads and downloads as real HTTP to the product, from whose address this page comes. */

export type Wx = Record<string, unknown>;

export interface Options {
  readonly [name: string]: unknown;
  readonly success?: (answer: object) => void;
  readonly fail?: (error: object) => void;
  readonly complete?: (answer: object) => void;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Answers a call through the callbacks of `options`, or with a promise if there are none. */
export function answered(
  api: string,
  options: Options,
  work: Promise<object>,
): Promise<object> | undefined {
  const answer = work.then(
    (value) => ({ errMsg: `${api}:ok`, ...value }),
    (error: unknown) => {
      throw { errMsg: `${api}:${words(error)}` };
    },
  );
  if (!options.success && !options.fail && !options.complete) return answer;
  answer.then(
    (value) => {
      options.success?.(value);
      options.complete?.(value);
    },
    (error: object) => {
      options.fail?.(error);
      options.complete?.(error);
    },
  );
  return undefined;
}

export interface Wire {
  /** Schemes and hosts of the package's requests. */
  readonly origins: ReadonlySet<string>;
  /** Returns the same path at the product. Throws for an address that WeChat would refuse. */
  readonly real: (url: string) => string;
}

export function openWire(): Wire {
  const origins = new Set<string>();
  return {
    origins,
    real: (url) => {
      const { origin, pathname, search } = new URL(url);
      origins.add(origin);
      return `${pathname}${search}`;
    },
  };
}

type Headers = Readonly<Record<string, string>>;

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | null | Promise<FormData>;
  readonly timeoutMs: number;
  readonly answerAs: "text" | "blob";
}

interface Task<Answer> {
  readonly answer: Promise<Answer>;
  readonly abort: () => void;
  readonly onProgress: (follower: (progress: object) => void) => void;
}

interface Answered {
  readonly statusCode: number;
  readonly header: Headers;
  readonly data: string | Blob;
}

/** Sends a request. Fails with WeChat's messages. */
function send({ method, url, headers, body, timeoutMs, answerAs }: Sent): Task<Answered> {
  const request = new XMLHttpRequest();
  const followers: ((progress: object) => void)[] = [];
  const answer = new Promise<Answered>((resolve, reject) => {
    request.open(method, url);
    request.responseType = answerAs;
    request.timeout = timeoutMs;
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => {
      const progress = Math.round((loaded / total) * 100);
      for (const follower of followers) {
        follower({ progress, totalBytesSent: loaded, totalBytesExpectedToSend: total });
      }
    };
    request.onload = () =>
      resolve({ statusCode: request.status, header: headersIn(request), data: request.response });
    request.onerror = () => reject(new Error("fail net::ERR_INTERNET_DISCONNECTED"));
    request.ontimeout = () => reject(new Error("fail timeout"));
    request.onabort = () => reject(new Error("fail abort"));
    Promise.resolve(body).then((input) => request.send(input), reject);
  });
  return {
    answer,
    abort: () => request.abort(),
    onProgress: (follower) => void followers.push(follower),
  };
}

const headersIn = (request: XMLHttpRequest): Record<string, string> =>
  Object.fromEntries(
    request
      .getAllResponseHeaders()
      .split("\r\n")
      .filter((line) => line !== "")
      .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
  );

const defaultTimeoutMs = 60_000;

const timeoutOf = ({ timeout }: Options): number =>
  typeof timeout === "number" ? timeout : defaultTimeoutMs;

function headersOf({ header }: Options): Record<string, string> {
  const input = typeof header === "object" && header !== null ? header : {};
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

async function formOf({ filePath, name }: Options): Promise<FormData> {
  const file = await fetch(String(filePath));
  const form = new FormData();
  form.append(String(name), await file.blob(), "photo.jpg");
  return form;
}

type Chunk = (chunk: { readonly data: ArrayBuffer }) => void;

const taskOf = (
  { abort, onProgress }: Task<unknown>,
  onChunkReceived: (received: Chunk) => void = () => {},
) => ({
  abort,
  onProgressUpdate: onProgress,
  offProgressUpdate() {},
  onHeadersReceived() {},
  offHeadersReceived() {},
  onChunkReceived,
  offChunkReceived() {},
});

/** Sends a request whose answer arrives only as chunks (`enableChunked`). */
function requestChunked(wire: Wire, options: Options) {
  const leaving = new AbortController();
  const listeners: Chunk[] = [];
  const read = async (): Promise<object> => {
    const headers = headersOf(options);
    const response = await fetch(wire.real(String(options.url)), {
      headers,
      signal: leaving.signal,
    }).catch(() => {
      throw new Error(
        leaving.signal.aborted ? "fail abort" : "fail net::ERR_INTERNET_DISCONNECTED",
      );
    });
    const reader = response.body?.getReader();
    for (;;) {
      const next = await reader?.read().catch(() => {
        throw new Error("fail abort");
      });
      if (!next || next.done) return { statusCode: response.status, header: {}, data: "" };
      for (const received of listeners) received({ data: next.value.slice().buffer });
    }
  };
  void answered("request", options, read());
  return taskOf(
    { answer: Promise.resolve(), abort: () => leaving.abort(), onProgress() {} },
    (received) => void listeners.push(received),
  );
}

export function wxNetwork(wire: Wire): Wx {
  return {
    request: (options: Options) => {
      if (options.enableChunked === true) return requestChunked(wire, options);
      const { method = "GET", data, dataType } = options;
      const task = send({
        method: String(method),
        url: wire.real(String(options.url)),
        // These are WeChat's default headers.
        headers: { "content-type": "application/json", ...headersOf(options) },
        body: typeof data === "string" ? data : data === undefined ? null : JSON.stringify(data),
        timeoutMs: timeoutOf(options),
        answerAs: "text",
      });
      void answered(
        "request",
        options,
        task.answer.then((answer) => ({ ...answer, data: readAs(dataType, String(answer.data)) })),
      );
      return taskOf(task);
    },
    uploadFile: (options: Options) => {
      const { "content-type": _, ...headers } = headersOf(options);
      const url = wire.real(String(options.url));
      const body = formOf(options);
      const task = send({
        method: "POST",
        url,
        headers,
        body,
        timeoutMs: timeoutOf(options),
        answerAs: "text",
      });
      void answered(
        "uploadFile",
        options,
        task.answer.then(({ statusCode, data }) => ({ statusCode, data })),
      );
      return taskOf(task);
    },
    downloadFile: (options: Options) => {
      const url = wire.real(String(options.url));
      const headers = headersOf(options);
      const task = send({
        method: "GET",
        url,
        headers,
        body: null,
        timeoutMs: timeoutOf(options),
        answerAs: "blob",
      });
      void answered(
        "downloadFile",
        options,
        task.answer.then(({ statusCode, data }) =>
          // For a target path, WeChat answers that path.
          options.filePath === undefined
            ? { statusCode, tempFilePath: addressOf(data) }
            : { statusCode, filePath: options.filePath },
        ),
      );
      return taskOf(task);
    },
  };
}

const addressOf = (data: string | Blob): string =>
  typeof data === "string" ? "" : URL.createObjectURL(data);

/** Parses JSON as WeChat does. Text that is no JSON, or is requested as text, remains text. */
function readAs(dataType: unknown, text: string): unknown {
  if (dataType !== undefined && dataType !== "json") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
