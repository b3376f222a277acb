/** WeChat's requests, uploads and downloads as real HTTP to the product, from whose address this page comes. */

export interface Wire {
  /** Schemes and hosts that the package asked for. */
  readonly origins: ReadonlySet<string>;
  /** The same path at the product. Throws for an address that WeChat would refuse. */
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

export interface Task<Answer> {
  readonly answer: Promise<Answer>;
  readonly abort: () => void;
  readonly onProgress: (follower: (progress: object) => void) => void;
}

export interface Answered {
  readonly statusCode: number;
  readonly header: Headers;
  readonly data: string | Blob;
}

/** Fails as WeChat does, with `errMsg`. */
export function send({ method, url, headers, body, timeoutMs, answerAs }: Sent): Task<Answered> {
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
    request.onload = () => resolve({ statusCode: request.status, header: headersOf(request), data: request.response });
    request.onerror = () => reject(new Error("fail net::ERR_INTERNET_DISCONNECTED"));
    request.ontimeout = () => reject(new Error("fail timeout"));
    request.onabort = () => reject(new Error("fail abort"));
    Promise.resolve(body).then((input) => request.send(input), reject);
  });
  return { answer, abort: () => request.abort(), onProgress: (follower) => void followers.push(follower) };
}

const headersOf = (request: XMLHttpRequest): Record<string, string> =>
  Object.fromEntries(
    request
      .getAllResponseHeaders()
      .split("\r\n")
      .filter((line) => line !== "")
      .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
  );
