/** Uploads that stop half-way, are extremely slow, or arrive by the hundred. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { type PersonClient, take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import { signIn } from "../../people/student.ts";
import { upload } from "../../people/submit-photo.ts";
import { childPid } from "../../product/processes.ts";
import { type Attack, counted, expectLogged, judged, statusesIn, type Target } from "../target.ts";

const boundary = "half-sent";

interface HalfSent {
  readonly socket: Socket;
  /** Returns what was received so far. */
  readonly received: () => string;
  /** Resolves with the answer once the connection is closed. */
  readonly ended: Promise<string>;
}

interface Sender {
  readonly client: PersonClient;
  readonly path: string;
  readonly address: string;
}

/** Declares `declaredBytes` and sends `sentBytes` of them. */
function sendHalf(
  url: string,
  { client, path, address }: Sender,
  declaredBytes: number,
  sentBytes: number,
): HalfSent {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = "";
  const ended = new Promise<string>((resolve) => {
    socket.on("data", (bytes) => {
      received += bytes.toString("latin1");
    });
    socket.on("error", () => {}).on("close", () => resolve(received));
  });
  const part = `--${boundary}\r\ncontent-disposition: form-data; name="picture"; filename="p.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  socket.write(
    [
      `POST ${path} HTTP/1.1`,
      `host: ${hostname}:${port}`,
      `authorization: Bearer ${client.token() ?? ""}`,
      `x-forwarded-for: ${address}`,
      `idempotency-key: ${randomUUID()}`,
      `content-type: multipart/form-data; boundary=${boundary}`,
      `content-length: ${declaredBytes}`,
      "",
      part,
    ].join("\r\n"),
  );
  if (sentBytes > 0) socket.write(Buffer.alloc(sentBytes, 0xff));
  return { socket, received: () => received, ended };
}

const megabyte = 1024 * 1024;
const freeAccounts = 9;
/** Time limit of the service's reaction: it allows twenty seconds and checks once a second. */
const slowEndsWithinMs = 40_000;

export const uploadAttacks: readonly Attack[] = [
  {
    name: "nine accounts without payment keep three half-sent uploads of ten megabytes each",
    must: "a paid student's photo and the picture of a code are accepted meanwhile",
    run: async ({ product: { url }, world, newAddress, addStudent }) => {
      const student = await addStudent();
      const free = await Promise.all(
        Array.from({ length: freeAccounts }, () => signIn(world, url)),
      );
      const halves = free.flatMap(({ client }) =>
        Array.from({ length: 3 }, () =>
          sendHalf(
            url,
            { client, path: "/v1/collection-codes/picture", address: newAddress() },
            10 * megabyte,
            9 * megabyte,
          ),
        ),
      );
      await delay(2500);
      const beganMs = performance.now();
      const { attemptId } = await take(upload(student));
      const tookMs = Math.round(performance.now() - beganMs);
      const chsi = await world.addStudent({});
      const picture = await world.codePicture({ studentId: chsi.id });
      const code = await student.client.call("readCodePicture", { picture });
      const ends = halves.map(({ received }) => statusesIn(received()).at(0) ?? 0);
      for (const { socket } of halves) socket.destroy();
      assert.ok(code.ok, `the code's picture: ${code.ok ? "" : code.problem.code}`);
      await judged(student, attemptId);
      const input = ends.filter((status) => status > 0);
      return `photo accepted in ${tookMs} ms, code read; ${input.length} of ${halves.length} half-sent uploads were ended: ${[...new Set(input)].join(", ")}`;
    },
  },
  {
    name: "a photo sent at a kilobyte a second",
    must: "408 upload-too-slow, a closed connection, a log line",
    run: async ({ product, addStudent, newAddress }) => {
      const { url } = product;
      const { client, collectionId } = await addStudent();
      const path = `/v1/collections/${collectionId}/attempts?source=camera`;
      const beganMs = performance.now();
      const slow = sendHalf(url, { client, path, address: newAddress() }, megabyte, 1024);
      const drip = setInterval(() => slow.socket.write(Buffer.alloc(1024, 0xff)), 1000);
      const answer = await Promise.race([
        slow.ended,
        delay(slowEndsWithinMs, null, { ref: false }),
      ]);
      clearInterval(drip);
      slow.socket.destroy();
      assert.match(answer ?? "the upload goes on", /upload-too-slow/);
      await expectLogged(product, "/v1/collections/:collectionId/attempts", 408);
      return `${statusesIn(answer ?? "")[0]} after ${Math.round((performance.now() - beganMs) / 1000)} s`;
    },
  },
  {
    name: "two hundred simultaneous uploads of ten megabytes without permission",
    must: "they are refused before they are read; others are not affected",
    run: async ({ product, world, readHeld }) => {
      const senders = await Promise.all(
        Array.from({ length: 10 }, () => signIn(world, product.url)),
      );
      return storm(
        { product, readHeld },
        Array.from({ length: storms }, (_, at) => () => {
          const { client } = senders[at % senders.length] ?? assert.fail("nobody sends");
          return upload({ client, collectionId: randomUUID() }, largePhoto());
        }),
      );
    },
  },
  {
    name: "two hundred simultaneous uploads of ten megabytes with permission",
    must: "some are accepted, the rest get retry-after; others are not affected",
    run: async ({ product, addStudent, readHeld }) => {
      const senders = await Promise.all(Array.from({ length: 20 }, addStudent));
      return storm(
        { product, readHeld },
        Array.from({ length: storms }, (_, at) => () => {
          const sender = senders[at % senders.length] ?? assert.fail("nobody sends");
          return upload(sender, largePhoto());
        }),
      );
    },
  },
];

const storms = 200;
/** The photo has ten megabytes of comments. */
const photo = Buffer.from(await goodPhoto().arrayBuffer());
const comment = Buffer.concat([Buffer.from("fffefffd", "hex"), Buffer.alloc(65_531, 0x41)]);
const parts = [
  photo.subarray(0, 2),
  ...Array.from({ length: 158 }, () => comment),
  photo.subarray(2),
];
const tenMegabytes = Buffer.concat(parts);
const largePhoto = (): Blob => new Blob([new Uint8Array(tenMegabytes)], { type: "image/jpeg" });

async function storm(
  { product, readHeld }: Pick<Target, "product" | "readHeld">,
  sends: readonly (() => ReturnType<typeof upload>)[],
): Promise<string> {
  const api = childPid(product, "api.ts") ?? assert.fail("no API runs");
  await readHeld();
  let maxMb = 0;
  const watch = setInterval(() => (maxMb = Math.max(maxMb, memoryMbOf(api))), 100);
  const beforeMb = memoryMbOf(api);
  const ends = await Promise.all(
    sends.map(async (sendOne) => {
      const answer = await sendOne();
      return answer.ok ? "taken" : answer.problem.code;
    }),
  );
  clearInterval(watch);
  const { worstMs, idleWorstMs } = await readHeld();
  return `${counted(ends)}; the API's memory grew by ${maxMb - beforeMb} MB, its thread was blocked for ${worstMs} ms at most, an idle process for ${idleWorstMs} ms`;
}

const memoryMbOf = (pid: number): number =>
  Math.round(
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024,
  );
