import { afterEach, expect, test, vi } from "vitest";
import { saveFile, saveZip } from "./save-file.ts";

const file = { path: "/v1/account/data/zip", token: "t", name: "gradphoto-my-data.zip" };
const serve = (answer: () => Promise<Response>) => vi.stubGlobal("fetch", answer);

afterEach(() => vi.unstubAllGlobals());

const save = (received: number[] = []) => saveZip(file, (bytes) => received.push(bytes));

test("a file that was asked for too often is told apart from one that was refused, and from one that did not come", async () => {
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

test("how much of a ZIP has come is told while it comes, and one that breaks off or stands still is not saved", async () => {
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
  const still = save();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await still).toBe("cut");
  vi.useRealTimers();
});
