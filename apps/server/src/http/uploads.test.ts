import { connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { openStubApi } from "./testing/open-stub-api.ts";
import { multipart } from "./testing/request-of.ts";
import { createUploads } from "./uploads.ts";

const url = "/v1/collection-codes/picture";

/** An API that may hold 100 kB, and uploads to it whose end the test decides. */
async function openSmallApi() {
  const held = { bytes: 0, begun: 0, ended: 0 };
  const uploads = createUploads({ maxBytes: 100_000, maxPerSession: 2 });
  const { app, called } = openStubApi({
    // @ts-expect-error the stub answers for this one route
    answer: async () => ({ text: "read" }),
    uploads: {
      begin: (session) => {
        const upload = uploads.begin(session);
        if (!upload) return null;
        held.begun += 1;
        return {
          hold: (bytes) => {
            held.bytes += bytes;
            return upload.hold(bytes);
          },
          end: () => {
            held.ended += 1;
            upload.end();
          },
        };
      },
    },
  });
  const address = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));

  /** Sends the head and `sent` bytes of a picture of `total`. */
  async function begin(total: number, sent: number): Promise<Socket> {
    const before = held.bytes;
    const { payload, headers } = multipart("picture", Buffer.alloc(total));
    const socket = connect(Number(address.port), address.hostname);
    const head = ["host: x", "authorization: Bearer student", `content-length: ${payload.length}`];
    head.push(`content-type: ${headers["content-type"]}`);
    socket.write(`POST ${url} HTTP/1.1\r\n${head.join("\r\n")}\r\n\r\n`);
    socket.write(payload.subarray(0, payload.length - total + sent - 20));
    await expect.poll(() => held.bytes).toBeGreaterThan(before);
    return socket;
  }

  const send = (bytes: number) => {
    const { payload, headers } = multipart("picture", Buffer.alloc(bytes));
    return fetch(new URL(url, address), {
      method: "POST",
      body: payload,
      headers: { ...headers, authorization: "Bearer student" },
    });
  };
  return { held, called, begin, send };
}

test("a session sends two pictures at once; a third is told to wait, and may come when one has ended", async () => {
  const { held, begin, send } = await openSmallApi();
  const [first, second] = [await begin(5000, 2000), await begin(5000, 2000)];
  const third = await send(10);
  expect(third.status).toBe(429);
  expect(await third.json()).toMatchObject({ code: "too-many-requests", retryAfterS: 5 });
  first.destroy();
  await expect.poll(() => held.ended).toBe(1);
  expect((await send(10)).status).toBe(200);
  second.destroy();
});

test("while the process holds as many bytes as it may, a picture is told to come again, and unfinished ones give theirs back", async () => {
  const { held, called, begin, send } = await openSmallApi();
  const unfinished = await begin(90_000, 80_000);
  const refused = await send(40_000);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("5");
  expect(await refused.json()).toMatchObject({ code: "service-unavailable" });
  expect(called).toEqual([]);
  unfinished.destroy();
  await expect.poll(() => held.ended).toBe(held.begun);
  expect((await send(40_000)).status).toBe(200);
});
