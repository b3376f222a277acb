import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import type { CollectionState } from "@gradphoto/domain";
import { attemptSchema } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { attempts, collections, consents, sessions } from "../infra/db/schema/index.ts";
import { createLocalDisk } from "../infra/object-store/local-disk.ts";
import { openPhotoWorld, portrait, type StudentAtWork } from "../photos/testing/photo-world.ts";
import { openTestApi } from "../testing/open-api.ts";
import { temporaryFolder } from "../testing/resources.ts";

const { db, app, logged, objects } = await openTestApi();
const world = openPhotoWorld(db, createLocalDisk(temporaryFolder("unused")));

let base: string;
let student: StudentAtWork;
let token: string;

/** Creates a session for a student and returns its token. */
async function signIn({ accountId }: StudentAtWork): Promise<string> {
  const made = randomUUID();
  const tokenSha256 = createHash("sha256").update(made).digest("hex");
  const expiresAt = new Date(world.deps.clock().getTime() + 86_400_000);
  await db
    .insert(sessions)
    .values({ tokenSha256, accountId, role: "student", createdAt: new Date(), expiresAt });
  return made;
}

beforeAll(async () => {
  base = await app.listen({ host: "127.0.0.1", port: 0 });
  await world.addSchool();
  student = await world.addStudent(await world.addProject());
  token = await signIn(student);
});

const bearer = (of = token) => ({ authorization: `Bearer ${of}` });
const pathOf = (rest: string) => `${base}/v1/collections/${student.collectionId}/${rest}`;

function upload(
  bytes: Uint8Array,
  headers: Record<string, string>,
  query = "source=camera",
): Promise<Response> {
  const body = new FormData();
  body.append("picture", new Blob([new Uint8Array(bytes)]), "a.jpg");
  return fetch(pathOf(`attempts?${query}`), { method: "POST", headers, body });
}

const codeOf = async (response: Response): Promise<unknown> => {
  const body: unknown = await response.json();
  return typeof body === "object" && body !== null && "code" in body ? body.code : null;
};

test("an upload requires a session, an idempotency key and a source, and is limited to ten megabytes", async () => {
  const key = { "idempotency-key": randomUUID() };
  expect(await codeOf(await upload(portrait, key))).toBe("session-missing");
  expect(await codeOf(await upload(portrait, bearer()))).toBe("idempotency-key-missing");
  expect(await codeOf(await upload(portrait, { ...bearer(), ...key }, ""))).toBe("body-invalid");
  expect(await codeOf(await upload(portrait, { ...bearer(), ...key }, "source=selfie"))).toBe(
    "body-invalid",
  );
  const large = Buffer.concat([portrait, Buffer.alloc(10 * 1024 * 1024)]);
  const refused = await upload(large, { ...bearer(), ...key });
  expect([refused.status, await codeOf(refused)]).toEqual([413, "photo-too-large"]);
  expect(await db.$count(attempts)).toBe(0);
});

describe("a forbidden upload is refused before its body is read", () => {
  /** Sends only the header of a ten-megabyte request, never its body. */
  const answerTo = async (path: string, bearerToken: string): Promise<string> => {
    const { hostname, port } = new URL(base);
    const socket = connect(Number(port), hostname);
    const received = once(socket, "data");
    const lines = [
      ...[`POST ${path} HTTP/1.1`, "host: x", `authorization: Bearer ${bearerToken}`],
      ...[`idempotency-key: ${randomUUID()}`, "content-length: 10485760"],
      "content-type: multipart/form-data; boundary=limit",
    ];
    socket.write(`${lines.join("\r\n")}\r\n\r\n--limit\r\n`);
    const [answer] = await received;
    socket.destroy();
    return /"code":"([a-z-]+)"/.exec(String(answer))?.[1] ?? String(answer);
  };
  const attemptsOf = (collectionId: string) =>
    `/v1/collections/${collectionId}/attempts?source=camera`;
  const evidenceOf = (collectionId: string) =>
    `/v1/collections/${collectionId}/identity-check/evidence?evidenceKind=older-photo`;

  test("an upload to another student's, unpaid, processing or consentless collection is refused", async () => {
    const other = await world.addStudent(await world.addProject({ graduationYear: 2028 }));
    const otherToken = await signIn(other);
    for (const path of [
      attemptsOf(other.collectionId),
      attemptsOf(randomUUID()),
      evidenceOf(other.collectionId),
    ])
      expect(await answerTo(path, token)).toBe("not-found");
    expect(await answerTo(evidenceOf(other.collectionId), otherToken)).toBe("no-identity-check");
    await db.delete(consents).where(eq(consents.accountId, other.accountId));
    expect(await answerTo(attemptsOf(other.collectionId), otherToken)).toBe("consent-missing");
    for (const state of ["verified", "processing"] as const) {
      await db.update(collections).set({ state }).where(eq(collections.id, other.collectionId));
      expect(await answerTo(attemptsOf(other.collectionId), otherToken)).toBe("move-not-allowed");
    }
  });

  test("an upload through an expired helper link or to an unknown invoice request is refused", async () => {
    expect(await answerTo("/v1/helper/attempts?source=camera", "no-link")).toBe("session-expired");
    expect(await answerTo(`/v1/staff/invoice-requests/${randomUUID()}/file`, token)).toBe(
      "forbidden",
    );
  });
});

test("an unchanged status is answered with 304 until it changes", async () => {
  const read = (tag?: string) =>
    fetch(pathOf("status"), {
      headers: { ...bearer(), ...(tag !== undefined && { "if-none-match": tag }) },
    });
  const first = await read();
  const tag = first.headers.get("etag") ?? "";
  expect([first.status, first.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
  const same = await read(`W/${tag}`);
  expect([same.status, await same.text()]).toEqual([304, ""]);
  const later = new Date(world.deps.clock().getTime() + 1000);
  await db
    .update(collections)
    .set({ updatedAt: later })
    .where(eq(collections.id, student.collectionId));
  const changed = await read(tag);
  expect([changed.status, changed.headers.get("etag") === tag]).toEqual([200, false]);
  expect(Buffer.byteLength(await changed.text())).toBeLessThan(500);
});

test("progress is streamed as events until the client disconnects, and pictures open only for their session", async () => {
  const client = new AbortController();
  const events = await fetch(pathOf("events"), { headers: bearer(), signal: client.signal });
  expect(events.headers.get("content-type")).toContain("text/event-stream");
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  let received = "";
  const waitForEvent = async (wanted: string): Promise<void> => {
    while (!received.includes(wanted)) received += (await reader?.read())?.value ?? "";
  };
  await waitForEvent('"state":"paid"');
  const key = randomUUID();
  const first = await upload(portrait, { ...bearer(), "idempotency-key": key });
  expect(first.status).toBe(200);
  await waitForEvent('"state":"processing"');
  client.abort();
  const repeated = await upload(portrait, { ...bearer(), "idempotency-key": key });
  const { attemptId, original } = attemptSchema.parse(await first.json());
  expect(attemptSchema.parse(await repeated.json()).attemptId).toBe(attemptId);

  expect(await codeOf(await fetch(`${base}${original?.url}`))).toBe("session-missing");
  const displayKey = await objects.put("shown/a-test", portrait).then(() => "shown/a-test");
  const displaySha256 = createHash("sha256").update(portrait).digest("hex");
  await db
    .update(attempts)
    .set({ displayKey, displaySha256, displayedAt: new Date() })
    .where(eq(attempts.id, attemptId));
  const picture = await fetch(`${base}${original?.url}`, { headers: bearer() });
  expect([
    picture.status,
    picture.headers.get("content-type"),
    picture.headers.get("cache-control"),
  ]).toEqual([200, "image/jpeg", "private, no-store"]);
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  const early = await fetch(pathOf(`attempts/${attemptId}/photo`), { headers: bearer() });
  expect([early.status, await codeOf(early)]).toEqual([409, "attempt-not-made"]);
});

/** Opens an event stream and collects its text. `ended` resolves when the stream ends. */
async function listen(of: string) {
  const { body } = await fetch(pathOf("events"), { headers: bearer(of) });
  const reported = { text: "", ended: Promise.resolve() };
  reported.ended = (async () => {
    for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? [])
      reported.text += part;
  })();
  await expect.poll(() => reported.text).toContain('"state"');
  return reported;
}

const setState = (state: CollectionState) =>
  db.update(collections).set({ state }).where(eq(collections.id, student.collectionId));

test("signing out ends the session's event streams", async () => {
  const leaving = await signIn(student);
  const [closed, remaining] = [await listen(leaving), await listen(token)];
  await fetch(`${base}/v1/sign-out`, { method: "POST", headers: bearer(leaving) });
  await setState("ready");
  await closed.ended;
  expect(closed.text).not.toContain('"state":"ready"');
  await expect.poll(() => remaining.text).toContain('"state":"ready"');
});

test("a session's fourth event stream closes its oldest and no other session's", async () => {
  const [own, other] = [await signIn(student), await signIn(student)];
  const remote = await listen(other);
  const [first, ...rest] = [
    await listen(own),
    await listen(own),
    await listen(own),
    await listen(own),
  ];
  await first?.ended;
  await setState("processing");
  for (const stream of [remote, ...rest])
    await expect.poll(() => stream.text).toContain('"state":"processing"');
});

test("another student cannot find the collection's attempts, photo or events", async () => {
  const other = await signIn(
    await world.addStudent(await world.addProject({ graduationYear: 2026 })),
  );
  const [attempt] = await db
    .select()
    .from(attempts)
    .where(eq(attempts.collectionId, student.collectionId));
  for (const rest of [
    "attempts",
    `attempts/${attempt?.id}`,
    `attempts/${attempt?.id}/photo`,
    "events",
  ]) {
    const answer = await fetch(pathOf(rest), { headers: bearer(other) });
    expect([answer.status, await codeOf(answer)], rest).toEqual([404, "not-found"]);
  }
  expect(
    await codeOf(await upload(portrait, { ...bearer(other), "idempotency-key": randomUUID() })),
  ).toBe("not-found");
});

test("closing the app ends its event streams, and the log contains no picture URL", async () => {
  const events = await fetch(pathOf("events"), { headers: bearer() });
  const reader = events.body?.getReader();
  await reader?.read();
  const closing = app.close();
  while ((await reader?.read())?.done === false);
  await closing;
  expect(logged.join()).not.toContain("/v1/pictures/A");
  expect(logged.join()).toContain("/v1/pictures/:token");
});
