import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { attempts } from "../infra/db/schema/index.ts";
import { createLocalDisk } from "../infra/object-store/local-disk.ts";
import { references } from "../infra/object-store/references.ts";
import { deleteDueObjects, storeObject } from "../infra/object-store/stored-objects.ts";
import { openPhotoWorld, portrait } from "../photos/testing/photo-world.ts";
import { openTestDatabase, temporaryFolder } from "../testing/resources.ts";
import { runCheckObjects } from "./check-objects.ts";

const { db, url } = await openTestDatabase();
const folder = temporaryFolder("check-objects");
const objects = createLocalDisk(folder);
const world = openPhotoWorld(db, objects);

async function check(...args: readonly string[]) {
  const lines: string[] = [];
  const env = { DATABASE_URL: url, GRADPHOTO_OBJECTS: folder };
  const code = await runCheckObjects(args, env, (line) => void lines.push(line));
  return { code, lines, totals: JSON.parse(lines.at(-1) ?? "").objects };
}

test("missing and changed pictures are reported by their keys", async () => {
  await world.addSchool();
  const attemptId = await world.uploadPortrait(await world.addStudent(await world.addProject()));
  expect(await check()).toMatchObject({ code: 0, totals: { intact: 1, missing: 0, wrong: 0 } });

  const [row] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  const key = row?.originalKey ?? "";
  const bytes = (await objects.get(key)) ?? new Uint8Array();
  await objects.put(key, bytes.subarray(1));
  const changed = await check();
  expect(changed).toMatchObject({ code: 1, totals: { intact: 0, missing: 0, wrong: 1 } });
  expect(changed.lines.join("\n")).toContain(key);
  await objects.delete(key);
  expect(await check()).toMatchObject({ code: 1, totals: { intact: 0, missing: 1, wrong: 0 } });
  await objects.put(key, bytes);
  expect((await check()).code).toBe(0);
});

test("an object without a row is reported and deleted on request; an object stored for a later row is not", async () => {
  const orphan = `photos/${randomUUID()}`;
  await objects.put(orphan, portrait);
  const coming = await storeObject(world.photoDeps, "originals", portrait);
  expect(await check()).toMatchObject({ code: 0, totals: { orphans: 1 } });
  expect((await check("--end-orphans")).lines.join("\n")).toContain(orphan);
  await deleteDueObjects({ ...world.photoDeps, clock: () => new Date(), warn: () => {} });
  expect([await objects.head(orphan), (await objects.head(coming))?.bytes]).toEqual([
    null,
    portrait.length,
  ]);
  expect(await check()).toMatchObject({ totals: { orphans: 0 } });
});

test("every column that contains an object key is checked", () => {
  const schema = new URL("../infra/db/schema/", import.meta.url);
  const files = readdirSync(schema).filter(
    (file) => file.endsWith(".ts") && !file.includes("test"),
  );
  const named = files.flatMap((file) => [
    ...readFileSync(new URL(file, schema), "utf8").matchAll(
      /^ {4}(\w*(?:original|photo|display|report|file|object)Key): text\(\)/gm,
    ),
  ]);
  const columns = named.map(([, name]) => name).sort();
  expect(columns).toEqual(references.map(({ key }) => key.name.replace(/_k/, "K")).sort());
});
