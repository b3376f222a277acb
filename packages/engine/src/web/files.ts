/** The files that the engine fetches in a browser: their names, how they are fetched, and what tells that they are the pinned ones. */

import { type WeightId, weightFileOf, weightFiles } from "@gradphoto/networks";
import { hexOf } from "../file/bytes.ts";

/** The runtime comes twice: for browsers with and without relaxed SIMD. */
export const runtimeFiles = {
  relaxed: { script: "litert_wasm_internal.js", wasm: "litert_wasm_internal.wasm" },
  plain: { script: "litert_wasm_compat_internal.js", wasm: "litert_wasm_compat_internal.wasm" },
} as const;

type RuntimeFile = (typeof runtimeFiles)[keyof typeof runtimeFiles];
export type EngineFile = RuntimeFile["script" | "wasm"] | `${WeightId}.tflite` | "matting.wasm" | "mozjpeg.wasm";

export const engineFiles: readonly EngineFile[] = [
  ...Object.values(runtimeFiles).flatMap(({ script, wasm }) => [script, wasm]),
  ...weightFiles.map(({ id }) => `${id}.tflite` as const),
  "matting.wasm",
  "mozjpeg.wasm",
];

/** Where a file lies. */
export type UrlOf = (file: EngineFile) => string;

/** Called as bytes come in, unpacked, with how many more there are. */
export type OnBytes = (bytes: number) => void;

export class FetchError extends Error {
  override readonly name = "FetchError";
}

export interface Files {
  readonly urlOf: UrlOf;
  /** Throws a FetchError where it does not come, or is not the pinned one. */
  readonly weights: (id: WeightId) => Promise<Uint8Array>;
  readonly bytes: (file: EngineFile) => Promise<Uint8Array>;
  readonly wasm: (file: EngineFile) => Promise<WebAssembly.Module>;
}

export function filesAt(urlOf: UrlOf, onBytes: OnBytes): Files {
  const answerOf = async (file: EngineFile): Promise<Response> => {
    const answer = await fetch(urlOf(file)).catch((cause: unknown) => {
      throw new FetchError(`${file} did not come`, { cause });
    });
    if (!answer.ok) throw new FetchError(`${file} did not come: ${answer.status}`);
    return answer;
  };
  const bytes = async (file: EngineFile): Promise<Uint8Array> => bytesIn(await answerOf(file), onBytes);
  return {
    urlOf,
    bytes,
    async weights(id) {
      const file = `${id}.tflite` as const;
      const weights = await bytes(file);
      if ((await sha256Of(weights)) !== weightFileOf(id).sha256) throw new FetchError(`${file} is not the pinned one`);
      return weights;
    },
    async wasm(file) {
      const answer = await answerOf(file);
      // The copy is counted; from the answer itself a browser may keep what it compiles.
      const counted = bytesIn(answer.clone(), onBytes);
      const [module] = await Promise.all([WebAssembly.compileStreaming(answer), counted]);
      return module;
    },
  };
}

async function bytesIn(answer: Response, onBytes: OnBytes): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const reader = answer.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    parts.push(part.value);
    onBytes(part.value.length);
  }
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes));
  return hexOf(new Uint8Array(digest));
}
