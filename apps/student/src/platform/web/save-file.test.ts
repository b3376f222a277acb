import { afterEach, expect, test, vi } from "vitest";
import { saveFile, saveZip } from "./save-file.ts";

const file = { path: "/v1/account/data/zip", token: "t", name: "gradphoto-my-data.zip" };
const serve = (answer: () => Promise<Response>) => vi.stubGlobal("fetch", answer);

afterEach(() => vi.unstubAllGlobals());

test("a file that was asked for too often is told apart from one that did not come", async () => {
  serve(async () => new Response(null, { status: 429 }));
  expect(await saveZip(file)).toBe("too-often");
  expect(await saveFile(file)).toBe(false);
  serve(async () => new Response(null, { status: 401 }));
  expect(await saveZip(file)).toBe("failed");
  serve(() => Promise.reject(new TypeError("Failed to fetch")));
  expect(await saveZip(file)).toBe("failed");
});
