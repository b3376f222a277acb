import { afterEach, expect, test, vi } from "vitest";
import { saveFile, saveZip } from "./save-file.ts";

const file = { path: "/v1/account/data/zip", token: "t", name: "gradphoto-my-data.zip" };
const serve = (answer: () => Promise<Response>) => vi.stubGlobal("fetch", answer);

afterEach(() => vi.unstubAllGlobals());

const save = (received: number[] = []) => saveZip(file, (bytes) => received.push(bytes));

test("distinguishes a rate-limited download from a refused, unavailable or failed one", async () => {
  serve(async () => new Response(null, { status: 429 }));
  expect(await save()).toBe("too-often");
  expect(await saveFile(file)).toBe(false);
  serve(async () => new Response(null, { status: 401 }));
  expect(await save()).toBe("refused");
  serve(async () => new Response(null, { status: 503 }));
  expect(await save()).toBe("unavailable");
  serve(() => Promise.reject(new TypeError("Failed to fetch")));
  expect(await save()).toBe("failed");
});

test("saves a picture under the name that the service gives it", async () => {
  const link = { href: "", download: "", click: vi.fn() };
  vi.stubGlobal("document", { createElement: () => link });
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent("测试甲-暨南大学-毕业照.jpg")}`;
  serve(async () => new Response("jpeg", { headers: { "content-disposition": disposition } }));
  expect(await saveFile({ path: file.path, token: file.token })).toBe(true);
  expect([link.download, link.click.mock.calls.length]).toEqual(["测试甲-暨南大学-毕业照.jpg", 1]);
});

test("reports the progress of a ZIP download, and does not save one that is cut off or stalls", async () => {
  vi.useFakeTimers();
  const pulled = (pull: (line: ReadableStreamDefaultController<Uint8Array>) => void) =>
    vi.stubGlobal("fetch", async (_path: string, { signal }: { signal: AbortSignal }) => {
      const body = new ReadableStream<Uint8Array>({
        start: (line) => signal.addEventListener("abort", () => line.error(signal.reason)),
        pull,
      });
      return new Response(body);
    });
  const received: number[] = [];
  let pieces = 0;
  pulled((line) => {
    pieces += 1;
    if (pieces < 3) line.enqueue(new Uint8Array(10));
    else line.error(new TypeError("network error"));
  });
  expect(await save(received)).toBe("cut");
  expect(received).toEqual([10, 20]);
  pulled(() => {});
  const stalled = save();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await stalled).toBe("cut");
  vi.useRealTimers();
});
