/** Download of a student's data: read in step with the client, stopped with the session, and recorded. */
import { expect, test } from "vitest";
import { ObjectStoreError } from "../infra/object-store/object-store.ts";
import { openZipWorld } from "./testing/zip-world.ts";
import { RequestedAgainError, SignedOutError } from "./zip-my-data.ts";

const { pool, call, objects, addStoredFile, take, inProgress, open } = await openZipWorld();

test("the service reads one picture at a time, only as fast as the client downloads", async () => {
  let read = 0;
  const answer = await open(await addStoredFile("approved"), (key) => {
    read += 1;
    return objects.get(key);
  });
  expect(read).toBe(0);
  let entries = 0;
  for await (const bytes of answer.read()) {
    if (Buffer.from(bytes).toString("latin1").startsWith("PK\u0003\u0004")) entries += 1;
    // The first entry is README.txt, which needs no object.
    expect(read).toBeLessThanOrEqual(entries - 1);
    if (entries === 7) break;
  }
  expect(read).toBe(5);
});

test("an unavailable object store aborts the download and does not mark pictures as missing", async () => {
  const answer = await open(await addStoredFile("approved"), () =>
    Promise.reject(new ObjectStoreError("The store did not answer")),
  );
  const drain = async () => {
    for await (const _ of answer.read());
  };
  await expect(drain()).rejects.toThrow(ObjectStoreError);
});

test("signing out during the download stops it before the next file", async () => {
  const owner = await addStoredFile("approved");
  let read = 0;
  const answer = await open(owner, (key) => {
    read += 1;
    return objects.get(key);
  });
  const pieces = answer.read()[Symbol.asyncIterator]();
  while (read < 2) await pieces.next();
  await call("signOut", { token: owner.session });
  const drain = async () => {
    while (!(await pieces.next()).done);
  };
  await expect(drain()).rejects.toThrow(SignedOutError);
  expect(read).toBe(2);
});

test("a second ZIP of an account cancels its first one and does not affect other accounts", async () => {
  const [owner, other] = [await addStoredFile("approved"), await addStoredFile("approved")];
  const begin = async (whose: typeof owner) => {
    const pieces = (await open(whose, objects.get)).read()[Symbol.asyncIterator]();
    await pieces.next();
    return async () => {
      while (!(await pieces.next()).done);
    };
  };
  const [first, others, last] = [await begin(owner), await begin(other), await begin(owner)];
  await expect(first()).rejects.toThrow(RequestedAgainError);
  await last();
  await others();
  expect(inProgress.size).toBe(0);
});

test("each download is recorded in the audit log before its first byte, and an account may start twelve an hour", async () => {
  const owner = await addStoredFile("approved");
  const { session, accountId } = owner;
  const rows = async () =>
    (
      await pool.query(
        "select actor, details from audit_entries where subject = $1 and action = 'my-data-downloaded'",
        [`account:${accountId}`],
      )
    ).rows;
  const pieces = (await open(owner, objects.get)).read()[Symbol.asyncIterator]();
  expect(await rows()).toEqual([]);
  await pieces.next();
  expect(await rows()).toEqual([{ actor: `student:${accountId}`, details: { files: 6 } }]);
  await pieces.return?.();
  for (let taken = 0; taken < 12; taken++) expect((await take(session)).statusCode).toBe(200);
  expect((await take(session)).json()).toMatchObject({ status: 429, code: "too-many-requests" });
  expect(await rows()).toHaveLength(13);
});
