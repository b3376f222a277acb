import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { photoOf } from "../../collections/testing/attempt-world.ts";
import { temporaryFolder } from "../../testing/resources.ts";
import { openExportWorld } from "../testing/export-world.ts";

const {
  pool,
  call,
  objects,
  deps,
  completed,
  admin,
  signIn,
  addCompleted,
  startExport,
  zipRequest,
  download,
  open,
} = await openExportWorld();
const folder = temporaryFolder("zip");

test("the ZIP contains exactly the completed photos, unchanged, each named by its student number", async () => {
  const { body } = await startExport(admin, zipRequest);
  expect(body).toMatchObject({ rowsTotal: 30, state: "ready" });
  const file = await download(body.url);
  expect(file.rawPayload.length).toBe(body.bytesTotal);
  expect(file.headers).toMatchObject({
    "accept-ranges": "bytes",
    "content-length": String(body.bytesTotal),
  });
  const unzipped = unzipSync(file.rawPayload);
  const photos = Object.entries(unzipped);
  expect(photos).toHaveLength(30);
  for (const [name] of photos) expect(name).toMatch(/^2023000001(\(\d+\))?\.jpg$/);
  const expected = completed.map(({ attemptId }) =>
    Buffer.from(photoOf(attemptId)).toString("base64"),
  );
  expect(new Set(photos.map(([, bytes]) => Buffer.from(bytes).toString("base64")))).toEqual(
    new Set(expected),
  );
});

test("the first download of a ZIP records an audit entry per photo, and each download one more", async () => {
  const { body } = await startExport(admin, zipRequest);
  const rowsOf = async () =>
    (
      await pool.query(
        "select action, count(distinct subject)::int as subjects, count(*)::int as rows from audit_entries where details ->> 'export' = $1 or subject = $2 group by action order by action",
        [body.exportId, `export:${body.exportId}`],
      )
    ).rows;
  expect(await rowsOf()).toEqual([{ action: "export-started", subjects: 1, rows: 1 }]);
  await download(body.url);
  await download(body.url, { range: "bytes=5-" });
  expect(await rowsOf()).toEqual([
    { action: "export-downloaded", subjects: 1, rows: 2 },
    { action: "export-started", subjects: 1, rows: 1 },
    { action: "photo-downloaded", subjects: 30, rows: 30 },
  ]);
});

test("the system's unzip finds no error in the ZIP", async ({ skip }) => {
  const path = join(folder, "photos.zip");
  writeFileSync(path, (await download((await startExport(admin, zipRequest)).body.url)).rawPayload);
  const checked = await promisify(execFile)("unzip", ["-t", path]).catch((error) => error);
  skip(checked.code === "ENOENT", "unzip is not on this machine");
  expect(checked.stdout).toContain("No errors detected");
});

test("a range of the ZIP is the same bytes before and after a full read", async () => {
  const { body } = await startExport(admin, zipRequest);
  const { url, bytesTotal } = body;
  const range = async (from: number, to: number) => {
    const part = await download(url, { range: `bytes=${from}-${to}` });
    expect(part.statusCode).toBe(206);
    expect(part.headers["content-range"]).toBe(`bytes ${from}-${to}/${bytesTotal}`);
    return part.rawPayload;
  };
  // The ZIP directory is requested first. It needs the checksums of photos that were not read yet.
  const end = await range(bytesTotal - 500, bytesTotal - 1);
  const full = (await download(url)).rawPayload;
  expect(end.equals(full.subarray(-500))).toBe(true);
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let tries = 0; tries < 40; tries++) {
    const from = random(bytesTotal);
    const to = from + random(bytesTotal - from);
    expect((await range(from, to)).equals(full.subarray(from, to + 1)), `${from}-${to}`).toBe(true);
  }
  const rest = await download(url, {
    range: `bytes=${bytesTotal - 7}-`,
    "if-range": `"${body.exportId}"`,
  });
  expect(rest.rawPayload.equals(full.subarray(-7))).toBe(true);
  expect((await download(url, { range: "bytes=-9" })).rawPayload.equals(full.subarray(-9))).toBe(
    true,
  );
  expect(
    (await download(url, { range: "bytes=5-9", "if-range": '"another"' })).rawPayload.length,
  ).toBe(bytesTotal);
  const beyond = await download(url, { range: `bytes=${bytesTotal}-` });
  expect(beyond.json()).toMatchObject({ status: 416, code: "range-unsatisfiable" });
  expect(beyond.headers["content-range"]).toBe(`bytes */${bytesTotal}`);
});

test("the service reads one photo at a time, only as fast as the client downloads", async () => {
  const { body } = await startExport(admin, zipRequest);
  let read = 0;
  const counted = {
    get: (key: string) => {
      read += 1;
      return objects.get(key);
    },
  };
  const pieces = (await open(body.url, { ...deps, objects: counted }))
    .read()
    [Symbol.asyncIterator]();
  let taken = 0;
  while (taken < body.bytesTotal / 2) taken += (await pieces.next()).value?.length ?? 0;
  const photosTaken = Math.ceil(taken / photoOf(randomUUID()).length);
  expect(read).toBeLessThanOrEqual(photosTaken + 1);
  await pieces.return?.();
  const format = (await call("readExport", { token: admin, params: { exportId: body.exportId } }))
    .body;
  expect(format).toMatchObject({ state: "interrupted", endedAt: null });
  expect((await download(body.url)).rawPayload.length).toBe(body.bytesTotal);
});

test("cancelling an export ends its running download, and later downloads are refused", async () => {
  const { body } = await startExport(admin, zipRequest);
  const params = { exportId: body.exportId };
  const pieces = (await open(body.url)).read()[Symbol.asyncIterator]();
  await pieces.next();
  expect((await call("readExport", { token: admin, params })).body.state).toBe("running");
  expect((await call("cancelExport", { token: admin, params })).body).toMatchObject({
    state: "cancelled",
    url: null,
  });
  const rest = async () => {
    while (!(await pieces.next()).done);
  };
  await expect(rest()).rejects.toThrow();
  expect((await download(body.url)).json()).toMatchObject({ status: 410, code: "export-ended" });
  expect((await call("cancelExport", { token: admin, params })).body.state).toBe("cancelled");
});

test("signing out ends a download, and a second download replaces the first", async () => {
  const token = await signIn("school-admin", "10559");
  const { body } = await startExport(token, zipRequest);
  const first = (await open(body.url)).read()[Symbol.asyncIterator]();
  await first.next();
  expect((await download(body.url)).statusCode).toBe(200);
  const drain = async (pieces: AsyncIterator<Uint8Array>) => {
    while (!(await pieces.next()).done);
  };
  await expect(drain(first)).rejects.toThrow();
  const third = (await open(body.url)).read()[Symbol.asyncIterator]();
  await third.next();
  await call("signOut", { token });
  await expect(drain(third)).rejects.toThrow();
  expect((await download(body.url)).json()).toMatchObject({ code: "session-expired" });
});

test("a photo without consent is left out, and deleting a photo during the download ends the export", async () => {
  const extra = await addCompleted();
  await pool.query(
    "update consents set withdrawn_at = now() + interval '100 years' where account_id = $1",
    [extra.accountId],
  );
  const { body } = await startExport(admin, zipRequest);
  expect(body.rowsTotal).toBe(30);
  const [deleted] = completed;
  await objects.delete(`p/${deleted?.attemptId}`);
  const broken = async () => {
    for await (const _ of (await open(body.url)).read());
  };
  await expect(broken()).rejects.toThrow();
  const ended = (await call("readExport", { token: admin, params: { exportId: body.exportId } }))
    .body;
  expect(ended).toMatchObject({ state: "outdated", url: null });
  await objects.put(`p/${deleted?.attemptId}`, photoOf(deleted?.attemptId ?? ""));
});
