import { readWeights } from "@gradphoto/networks/node";
import { afterEach, expect, test, vi } from "vitest";
import { webFiles } from "../node/web-files.ts";
import { engineFiles, FetchError, filesAt } from "./files.ts";

const id = "face-detector-short";
const weights = Uint8Array.from(readWeights(id));

afterEach(() => vi.unstubAllGlobals());

/** Returns the responses in turn, and records the requests. */
function stubFetch(...answers: readonly Response[]) {
  const remaining = [...answers];
  const fetched = vi.fn(
    async (_url: string, _init?: RequestInit) =>
      remaining.shift() ?? new Response(null, { status: 404 }),
  );
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

/** Returns a response that fails after its first bytes. */
const cutShort = (type = "application/octet-stream"): Response => {
  let isBegun = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isBegun) controller.error(new TypeError("network error"));
      else controller.enqueue(new Uint8Array([0, 97, 115, 109]));
      isBegun = true;
    },
  });
  return new Response(body, { headers: { "content-type": type } });
};

const files = (onBytes = (_bytes: number): void => {}) =>
  filesAt((file) => `/engine/${file}`, onBytes);
const pinned = (): Response => new Response(weights);

test("the browser build consists of the worker and every file that it fetches, and nothing else", async () => {
  expect([...(await webFiles()).keys()].sort()).toEqual(["worker.js", ...engineFiles].sort());
});

test("returns the pinned weights and counts each of their bytes", async () => {
  stubFetch(pinned());
  let counted = 0;
  const arrived = await files((more) => {
    counted += more;
  }).weights(id);
  expect(arrived.length).toBe(weights.length);
  expect(counted).toBe(weights.length);
});

test("stores verified weights instead of an earlier release's, and uses them offline", async () => {
  const store = new Map<string, Response>([
    ["/engine/face-detector-short.0000.tflite", new Response("earlier")],
  ]);
  const match = async (url: string) => store.get(url)?.clone();
  const keys = async () => [...store.keys()].map((url) => ({ url }));
  const put = async (url: string, response: Response) => void store.set(url, response);
  const cache = { match, keys, put, delete: async (url: string) => store.delete(url) };
  vi.stubGlobal("caches", { open: async () => cache });
  const hashed = () =>
    filesAt(
      (file) => `/engine/${file.replace(".", ".1111.")}`,
      () => {},
    );
  stubFetch(pinned());
  await hashed().weights(id);
  await vi.waitFor(() =>
    expect([...store.keys()]).toEqual(["/engine/face-detector-short.1111.tflite"]),
  );
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  expect((await hashed().weights(id)).length).toBe(weights.length);
});

test("fetches weights again without the cache if the cached ones are not the pinned ones", async () => {
  const fetched = stubFetch(new Response("of another release"), pinned());
  expect((await files().weights(id)).length).toBe(weights.length);
  expect(fetched.mock.calls.map(([, init]) => init?.cache)).toEqual(["default", "reload"]);
});

test("refuses weights that are not the pinned ones even after fetching again", async () => {
  stubFetch(new Response("other"), new Response("other"));
  await expect(files().weights(id)).rejects.toThrow(FetchError);
});

test("reports a file that does not exist, or a failed request, as a fetch error", async () => {
  stubFetch();
  await expect(files().bytes("matting.wasm")).rejects.toThrow("matting.wasm did not come: 404");
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  await expect(files().bytes("matting.wasm")).rejects.toThrow(FetchError);
});

test("reports a truncated file as a fetch error, whether it is read or compiled", async () => {
  stubFetch(cutShort(), cutShort("application/wasm"));
  await expect(files().bytes("matting.wasm")).rejects.toThrow(FetchError);
  await expect(files().wasm("mozjpeg.wasm")).rejects.toThrow(FetchError);
});
