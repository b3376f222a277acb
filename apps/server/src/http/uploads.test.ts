import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { openStubApi } from "./testing/open-stub-api.ts";
import { multipart } from "./testing/request-of.ts";
import { createRequestBound, createUploads, type UploadLimits } from "./uploads.ts";

const urls = {
  code: "/v1/collection-codes/picture",
  photo: "/v1/collections/0b6e2d0c-6c38-4a7e-8f0e-0f5d3f1f7a10/attempts?source=camera",
} as const;

/**
 * Opens an API with a capacity of 100 kB each for photos and codes. The test advances the clock and finishes the
 * uploads.
 */
async function openSmallApi() {
  let nowMs = Date.parse("2026-06-01T00:00:00Z");
  const checks = new Set<() => void>();
  const limits: UploadLimits = {
    ...{ maxBytes: 100_000, maxPerAccount: 2, maxPerNetwork: 10 },
    ...{ minBytesPerS: 8 * 1024, graceMs: 20_000 },
  };
  const counts = { bytes: 0, begun: 0, ended: 0 };
  const open = () => {
    const uploads = createUploads(
      limits,
      () => new Date(nowMs),
      (work) => {
        checks.add(work);
        return () => checks.delete(work);
      },
    );
    const begin: typeof uploads.begin = (sender) => {
      const upload = uploads.begin(sender);
      if (!upload) return null;
      counts.begun += 1;
      return {
        ...upload,
        hold: (bytes) => {
          counts.bytes += bytes;
          return upload.hold(bytes);
        },
        end: () => {
          counts.ended += 1;
          upload.end();
        },
      };
    };
    return { begin };
  };
  const { app, called } = openStubApi({
    // @ts-expect-error the stub answers for these routes
    answer: async () => ({ refused: "photo-broken", details: {} }),
    uploads: { photo: open(), code: open() },
  });
  const address = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
  const headersOf = (account: string) => ({
    authorization: `Bearer ${account}`,
    "idempotency-key": randomUUID(),
  });

  /** Sends the header and the first `sent` bytes of a picture of `total` bytes. */
  async function begin(
    account: string,
    to: keyof typeof urls,
    total: number,
    sent: number,
  ): Promise<Socket> {
    const previous = counts.bytes;
    const { payload, headers } = multipart("picture", Buffer.alloc(total));
    const socket = connect(Number(address.port), address.hostname);
    const head = { host: "x", ...headersOf(account), "content-length": payload.length, ...headers };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
    socket.write(`POST ${urls[to]} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    socket.write(payload.subarray(0, payload.length - total + sent - 20));
    await expect.poll(() => counts.bytes).toBeGreaterThan(previous);
    return socket;
  }

  const send = (account: string, to: keyof typeof urls, bytes: number) => {
    const { payload, headers } = multipart("picture", Buffer.alloc(bytes));
    return fetch(new URL(urls[to], address), {
      method: "POST",
      body: payload,
      headers: { ...headers, ...headersOf(account) },
    });
  };
  const passTime = (ms: number): void => {
    nowMs += ms;
    for (const check of checks) check();
  };
  return { counts, called, begin, send, passTime };
}

/** Status with which the stub handler answers every complete picture. */
const arrived = 422;

const answerOf = async (socket: Socket): Promise<string> => {
  let text = "";
  for await (const chunk of socket) text += chunk;
  return text;
};

test("an account may send two pictures at a time across its sessions; a third is refused until one ends", async () => {
  const { counts, begin, send } = await openSmallApi();
  const [first, second] = [
    await begin("student_a", "photo", 5000, 2000),
    await begin("student_a", "photo", 5000, 2000),
  ];
  const third = await send("student_a", "photo", 10);
  expect(third.status).toBe(429);
  expect(await third.json()).toMatchObject({ code: "too-many-requests", retryAfterS: 5 });
  first.destroy();
  await expect.poll(() => counts.ended).toBe(1);
  expect((await send("student_a", "photo", 10)).status).toBe(arrived);
  second.destroy();
});

test("a picture over the process's memory limit is refused, and a broken-off upload frees its memory", async () => {
  const { counts, called, begin, send } = await openSmallApi();
  const unfinished = await begin("student_a", "code", 90_000, 80_000);
  const refused = await send("student_b", "code", 40_000);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("5");
  expect(await refused.json()).toMatchObject({ code: "service-unavailable" });
  expect(called).toEqual([]);
  unfinished.destroy();
  await expect.poll(() => counts.ended).toBe(counts.begun);
  expect((await send("student_b", "code", 40_000)).status).toBe(arrived);
});

test("nine free accounts with unfinished uploads do not block a paying student", async () => {
  const { begin, send, passTime } = await openSmallApi();
  const hostile: Socket[] = [];
  for (let account = 1; account <= 9; account++)
    hostile.push(
      await begin(`student_free-${account}`, account % 2 ? "code" : "photo", 60_000, 20_000),
    );
  passTime(1000);
  const paying = await send("student_paying", "photo", 70_000);
  expect(paying.status).toBe(arrived);
  for (const socket of hostile) socket.destroy();
});

test("an upload slower than 8 kB/s after its grace period is refused; one at 400 kbit/s is not", async () => {
  const { begin, passTime } = await openSmallApi();
  const slow = await begin("student_a", "photo", 90_000, 10_000);
  const phone = await begin("student_b", "photo", 90_000, 85_000);
  passTime(9000);
  expect([slow.readableLength, phone.readableLength]).toEqual([0, 0]);
  passTime(1000);
  passTime(1000);
  passTime(9000);
  expect(await answerOf(slow)).toMatch(/^HTTP\/1.1 408 [\s\S]*upload-too-slow/);
  phone.destroy();
});

test("the number of concurrent uploads per address is limited", async () => {
  const { begin, send } = await openSmallApi();
  const open: Socket[] = [];
  for (let account = 1; account <= 10; account++)
    open.push(await begin(`student_${account}`, "photo", 5000, 2000));
  expect((await send("student_eleven", "photo", 10)).status).toBe(429);
  for (const socket of open) socket.destroy();
});

test("a fully received picture is never refused as slow, and uses its bytes of the limit until it is processed", () => {
  let nowMs = 0;
  const checks: (() => void)[] = [];
  const uploads = createUploads(
    { maxBytes: 100, maxPerAccount: 2, maxPerNetwork: 10, minBytesPerS: 8 * 1024, graceMs: 20_000 },
    () => new Date(nowMs),
    (work) => {
      checks.push(work);
      return () => {};
    },
  );
  const waiting = uploads.begin({ account: "a", network: "n" });
  const ended: string[] = [];
  waiting?.onEnd((why) => ended.push(why));
  expect(waiting?.hold(80)).toBe(true);
  waiting?.arrived();
  nowMs += 60_000;
  for (const check of checks) check();
  const next = uploads.begin({ account: "b", network: "n" });
  expect([next?.hold(30), ended]).toEqual([false, []]);
  waiting?.end();
  expect(next?.hold(30)).toBe(true);
});

const rule = { hits: 2, windowS: 10 };

test("an address over its limit is refused until the window ends and then has its full limit again", () => {
  const waitOf = createRequestBound(rule);
  expect([waitOf("a", 0), waitOf("a", 1), waitOf("a", 2500)]).toEqual([null, null, 8]);
  expect(waitOf("b", 2500)).toBeNull();
  expect(waitOf("a", 10_000)).toBeNull();
});

test("addresses beyond the maximum number share one counter, which bounds the memory", () => {
  const waitOf = createRequestBound(rule);
  for (let network = 0; network < 100_000; network++) waitOf(String(network), 0);
  expect([waitOf("one more", 0), waitOf("another", 0), waitOf("a third", 0)]).toEqual([
    null,
    null,
    10,
  ]);
  expect(waitOf("7", 0)).toBeNull();
});
