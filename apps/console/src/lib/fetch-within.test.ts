import { createClient, fetchTransport } from "@gradphoto/domain/client";
import { expect, test, vi } from "vitest";
import { answerMsOf, fetchWithin } from "./fetch-within.ts";

test("allows five minutes for uploads, sheets and photo files, and half a minute for other calls", () => {
  const fiveMinutesMs = 300_000;
  expect(answerMsOf("readStaffAccount", {})).toBe(30_000);
  expect(answerMsOf("readCodePicture", { picture: new Blob() })).toBe(fiveMinutesMs);
  for (const name of [
    "planSchoolImport",
    "importSchools",
    "planStaffImport",
    "importStaff",
    "startExport",
  ] as const) {
    expect(answerMsOf(name, {}), name).toBe(fiveMinutesMs);
  }
});

const untilAborted = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

test.each([
  ["nobody answers", (_: string, { signal }: RequestInit) => untilAborted(signal)],
  [
    "the answer stops half-way",
    async (_: string, { signal }: RequestInit) => ({
      status: 200,
      headers: [],
      text: () => untilAborted(signal),
    }),
  ],
])("when %s, the request times out as a network problem", async (_, hangingFetch) => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", hangingFetch);
  try {
    const call = createClient(
      fetchTransport<Blob, FormData>({ fetch: fetchWithin(30_000), FormData }),
      {
        baseUrl: "https://photo.test",
        language: "zh",
        contractVersion: 1,
        sessionToken: () => null,
      },
    );
    const ended = vi.fn();
    const query = call("readStaffAccount", {}).finally(ended);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await query).toMatchObject({ ok: false, problem: { code: "network-unreachable" } });
  } finally {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  }
});
