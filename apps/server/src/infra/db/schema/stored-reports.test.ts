import { randomUUID } from "node:crypto";
import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { reportSchema } from "@gradphoto/domain/photo-standard/schemas";
import { expect, test } from "vitest";
import { reportOf } from "../../../collections/testing/attempt-world.ts";
import { temporaryFolder } from "../../../testing/temporary-folder.ts";
import { openEmptyDatabase, openTestDatabase } from "../../../testing/test-database.ts";
import { migrate, migrationsFolder } from "../migrate.ts";

const before = temporaryFolder("migrations");
const encode = { op: "encode-jpeg", params: { quality: 90, chroma: "4:4:4", dpi: 300 } };

test("reports of before get their verdict and what they left out, and an erased one is none", async () => {
  const { pool } = await openEmptyDatabase();
  for (const name of readdirSync(migrationsFolder).filter((name) => name < "0019"))
    copyFileSync(join(migrationsFolder, name), join(before, name));
  await migrate(pool, before);
  const client = await pool.connect();
  // The row alone, without the student it belongs to.
  await client.query("set session_replication_role = replica");
  const add = async (report: object | null, state: string, erased: boolean): Promise<string> => {
    const id = randomUUID();
    await client.query(
      `insert into attempts (id, collection_id, number, state, source, by_role, original_key, original_sha256,
         original_bytes, report, engine_version, created_at, finished_at, retain_until, pictures_deleted_at)
       values ($1::uuid, gen_random_uuid(), 1, $2, 'camera', 'student', $1::text, repeat('0', 64), 1, $3, 'test',
         now(), case $2 when 'processing' then null else now() end, now(), case when $4 then now() end)`,
      [id, state, report && JSON.stringify(report), erased],
    );
    return id;
  };
  const exif = { op: "exif-turn", params: { orientation: 1 } };
  const old = await add({ ...reportOf({}), verdict: "refused", operations: [exif, encode] }, "refused", false);
  const erased = await add({}, "refused", true);
  const waiting = await add(null, "processing", false);
  client.release(true);
  await migrate(pool);
  const { rows } = await pool.query("select id, report, verdict from attempts");
  const found = new Map(rows.map(({ id, ...row }) => [id, row]));
  expect(found.get(erased)).toEqual({ report: null, verdict: null });
  expect(found.get(waiting)).toEqual({ report: null, verdict: null });
  const { report, verdict } = found.get(old);
  expect(verdict).toBe("refused");
  expect(report).toEqual(reportSchema.parse(report));
  expect(report.operations).toEqual([
    exif,
    { ...encode, params: { ...encode.params, tables: "annex-k", trellis: false } },
  ]);
});

test("nobody but the report says the verdict, and a made photo keeps its report as long as its pictures", async () => {
  const { pool } = await openTestDatabase();
  const columns = "id, collection_id, number, state, source, by_role, original_key, original_sha256, original_bytes";
  const insert = (more: string, values: string) =>
    pool.query(
      `insert into attempts (${columns}, created_at, retain_until${more}) values (gen_random_uuid(), gen_random_uuid(),
        1, 'refused', 'camera', 'student', 'o/1', repeat('0', 64), 1, now(), now()${values})`,
    );
  await expect(insert(", verdict", ", 'pass'")).rejects.toMatchObject({ code: "428C9" });
  const finished = ", finished_at, engine_version";
  for (const report of ["null", "'{}'", `'{"verdict": "maybe"}'`])
    await expect(insert(`${finished}, report`, `, now(), 'test', ${report}`)).rejects.toMatchObject({ code: "23514" });
});
