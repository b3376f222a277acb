/** Files that the engine fetches in a browser: their names, loading, and verification against the pinned hashes. */
import { type WeightId, weightFileOf, weightFiles } from "@gradphoto/networks";
import { hexOf } from "../file/bytes.ts";

/** Builds of the runtime: with threads where the page is cross-origin isolated, with relaxed SIMD, and without. */
export const runtimeFiles = {
  threaded: {
    script: "litert_wasm_threaded_internal.js",
    wasm: "litert_wasm_threaded_internal.wasm",
  },
  relaxed: { script: "litert_wasm_internal.js", wasm: "litert_wasm_internal.wasm" },
  plain: { script: "litert_wasm_compat_internal.js", wasm: "litert_wasm_compat_internal.wasm" },
} as const;

type RuntimeFile = (typeof runtimeFiles)[keyof typeof runtimeFiles];
export type EngineFile =
  | RuntimeFile["script" | "wasm"]
  | `${WeightId}.tflite`
  | "matting.wasm"
  | "mozjpeg.wasm";

export const engineFiles: readonly EngineFile[] = [
  ...Object.values(runtimeFiles).flatMap(({ script, wasm }) => [script, wasm]),
  ...weightFiles.map(({ id }) => `${id}.tflite` as const),
  "matting.wasm",
  "mozjpeg.wasm",
];

/** Files that live guidance needs, in current browsers. */
export const liveFiles: readonly EngineFile[] = [
  ...Object.values(runtimeFiles.threaded),
  "face-mesh.tflite",
  "face-geometry.tflite",
  "face-detector-short.tflite",
];

const otherRuntimes: readonly string[] = [runtimeFiles.relaxed, runtimeFiles.plain].flatMap(
  (files) => Object.values(files),
);

/** Additional files that a check needs. */
export const checkFiles: readonly EngineFile[] = engineFiles.filter(
  (file) => !liveFiles.includes(file) && !otherRuntimes.includes(file),
);

/** Returns the URL of a file. */
export type UrlOf = (file: EngineFile) => string;

/** Called with the number of additional unpacked bytes as they arrive. */
export type OnBytes = (bytes: number) => void;

export class FetchError extends Error {
  override readonly name = "FetchError";
}

export interface Files {
  readonly urlOf: UrlOf;
  /** Loads weights. Throws a FetchError where the file fails to load, or is not the pinned one. */
  readonly weights: (id: WeightId) => Promise<Uint8Array>;
  readonly bytes: (file: EngineFile) => Promise<Uint8Array>;
  readonly wasm: (file: EngineFile) => Promise<WebAssembly.Module>;
}

export function filesAt(urlOf: UrlOf, onBytes: OnBytes): Files {
  const answerOf = async (file: EngineFile, cache: RequestCache = "default"): Promise<Response> => {
    const answer = await fetch(urlOf(file), { cache }).catch(async (cause: unknown) => {
      const stored = await (await weightStore())?.match(urlOf(file));
      if (stored) return stored;
      throw new FetchError(`${file} did not come`, { cause });
    });
    if (!answer.ok) throw new FetchError(`${file} did not come: ${answer.status}`);
    return answer;
  };
  const bytes = async (file: EngineFile): Promise<Uint8Array> =>
    bytesOf(file, await answerOf(file), onBytes);
  return {
    urlOf,
    bytes,
    async weights(id) {
      const file = `${id}.tflite` as const;
      const isPinned = async (some: Uint8Array): Promise<boolean> =>
        (await sha256Of(some)) === weightFileOf(id).sha256;
      const stored = await bytes(file);
      if (await isPinned(stored)) {
        // Without storage, the check still works online.
        void storeWeights(urlOf(file), stored).catch(() => {});
        return stored;
      }
      // The cache may hold the file of another release; its bytes are counted already.
      const fresh = await bytesOf(file, await answerOf(file, "reload"), () => {});
      if (await isPinned(fresh)) return fresh;
      throw new FetchError(`${file} is not the pinned one`);
    },
    async wasm(file) {
      const answer = await answerOf(file);
      // The bytes of the clone are counted: from the response itself a browser may cache its compiled code.
      const copy = answer.clone();
      const module = WebAssembly.compileStreaming(answer);
      module.catch(() => {});
      // The count is awaited first: a truncated response fails both, and the count gives the clear error.
      await readParts(file, copy, ({ length }) => onBytes(length));
      return module;
    },
  };
}

/** Weights for offline use, because the largest file exceeds what some browsers' own caches hold. */
const weightStore = async (): Promise<Cache | null> =>
  typeof caches === "undefined" ? null : caches.open("gradphoto-weights").catch(() => null);

/** Stores verified weights instead of those of an earlier release. A URL is `<name>.<hash>.tflite`. */
async function storeWeights(url: string, bytes: Uint8Array): Promise<void> {
  const store = await weightStore();
  if (!store || (await store.match(url))) return;
  const stem = url.replace(/[^.]+\.tflite$/, "");
  for (const { url: earlier } of await store.keys())
    if (earlier.startsWith(stem)) await store.delete(earlier);
  await store.put(url, new Response(Uint8Array.from(bytes)));
}

async function bytesOf(file: EngineFile, answer: Response, onBytes: OnBytes): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  await readParts(file, answer, (part) => {
    parts.push(part);
    onBytes(part.length);
  });
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}

async function readParts(
  file: EngineFile,
  answer: Response,
  take: (part: Uint8Array) => void,
): Promise<void> {
  const reader = answer.body?.getReader();
  const next = () =>
    reader?.read().catch((cause: unknown) => {
      throw new FetchError(`${file} was cut short`, { cause });
    });
  for (let part = await next(); part?.value; part = await next()) take(part.value);
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes));
  return hexOf(new Uint8Array(digest));
}
