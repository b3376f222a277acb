/** wx.request, wx.uploadFile and wx.downloadFile, with their tasks. */
import type { send as sendOverWire, Task, Wire } from "./wire.ts";
import { answered, type Options, type Wx } from "./wx-api.ts";

const defaultTimeoutMs = 60_000;

const timeoutOf = ({ timeout }: Options): number => (typeof timeout === "number" ? timeout : defaultTimeoutMs);

function headersOf({ header }: Options): Record<string, string> {
  const input = typeof header === "object" && header !== null ? header : {};
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

async function formOf({ filePath, name }: Options): Promise<FormData> {
  const file = await fetch(String(filePath));
  const form = new FormData();
  form.append(String(name), await file.blob(), "photo.jpg");
  return form;
}

type Chunk = (chunk: { readonly data: ArrayBuffer }) => void;

const taskOf = ({ abort, onProgress }: Task<unknown>, onChunkReceived: (received: Chunk) => void = () => {}) => ({
  abort,
  onProgressUpdate: onProgress,
  offProgressUpdate() {},
  onHeadersReceived() {},
  offHeadersReceived() {},
  onChunkReceived,
  offChunkReceived() {},
});

/** With `enableChunked` an answer comes as chunks, and its end brings none. */
function requestChunked(wire: Wire, options: Options) {
  const leaving = new AbortController();
  const listeners: Chunk[] = [];
  const read = async (): Promise<object> => {
    const headers = headersOf(options);
    const response = await fetch(wire.real(String(options.url)), { headers, signal: leaving.signal }).catch(() => {
      throw new Error(leaving.signal.aborted ? "fail abort" : "fail net::ERR_INTERNET_DISCONNECTED");
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

export function wxNetwork(wire: Wire, send: typeof sendOverWire): Wx {
  return {
    request: (options: Options) => {
      if (options.enableChunked === true) return requestChunked(wire, options);
      const { method = "GET", data, dataType } = options;
      const task = send({
        method: String(method),
        url: wire.real(String(options.url)),
        // WeChat says JSON where nothing is said.
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
      const task = send({ method: "POST", url, headers, body, timeoutMs: timeoutOf(options), answerAs: "text" });
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
      const task = send({ method: "GET", url, headers, body: null, timeoutMs: timeoutOf(options), answerAs: "blob" });
      void answered(
        "downloadFile",
        options,
        task.answer.then(({ statusCode, data }) =>
          // A file that was told where to go is there.
          options.filePath === undefined
            ? { statusCode, tempFilePath: addressOf(data) }
            : { statusCode, filePath: options.filePath },
        ),
      );
      return taskOf(task);
    },
  };
}

const addressOf = (data: string | Blob): string => (typeof data === "string" ? "" : URL.createObjectURL(data));

/** WeChat reads JSON where it is JSON, and leaves the text as it is where it is not or where text is asked for. */
function readAs(dataType: unknown, text: string): unknown {
  if (dataType !== undefined && dataType !== "json") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
