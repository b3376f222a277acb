import { readWeights } from "@gradphoto/networks/node";
import { afterEach, expect, test, vi } from "vitest";
import { webFiles } from "../node/web-files.ts";
import { engineFiles, FetchError, filesAt } from "./files.ts";

const id = "face-detector-short";
const weights = Uint8Array.from(readWeights(id));

afterEach(() => vi.unstubAllGlobals());

/** Returns the responses in turn, and records the requests. */
function stubFetch(...answers: readonly Response[]) {
  const left = [...answers];
  const fetched = vi.fn(
    async (_url: string, _init?: RequestInit) => left.shift() ?? new Response(null, { status: 404 }),
  );
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

/** Breaks off after its first bytes. */
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

const files = (onBytes = (_bytes: number): void => {}) => filesAt((file) => `/engine/${file}`, onBytes);
const pinned = (): Response => new Response(weights);

test("what is made for a browser is its worker and every file that it fetches, and nothing else", async () => {
  expect([...(await webFiles()).keys()].sort()).toEqual(["worker.js", ...engineFiles].sort());
});

test("weights come as they are pinned, and each byte of them is counted", async () => {
  stubFetch(pinned());
  let counted = 0;
  const arrived = await files((more) => {
    counted += more;
  }).weights(id);
  expect(arrived.length).toBe(weights.length);
  expect(counted).toBe(weights.length);
});

test("other weights, as of a cache, are fetched once more past it", async () => {
  const fetched = stubFetch(new Response("of another release"), pinned());
  expect((await files().weights(id)).length).toBe(weights.length);
  expect(fetched.mock.calls.map(([, init]) => init?.cache)).toEqual(["default", "reload"]);
});

test("weights that are not the pinned ones even then are refused", async () => {
  stubFetch(new Response("other"), new Response("other"));
  await expect(files().weights(id)).rejects.toThrow(FetchError);
});

test("a file that is not there, or does not come at all, is told of as such", async () => {
  stubFetch();
  await expect(files().bytes("matting.wasm")).rejects.toThrow("matting.wasm did not come: 404");
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  await expect(files().bytes("matting.wasm")).rejects.toThrow(FetchError);
});

test("so is one that is cut short, be it read or compiled", async () => {
  stubFetch(cutShort(), cutShort("application/wasm"));
  await expect(files().bytes("matting.wasm")).rejects.toThrow(FetchError);
  await expect(files().wasm("mozjpeg.wasm")).rejects.toThrow(FetchError);
});
