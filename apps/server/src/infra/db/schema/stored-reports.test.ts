import { expect, test } from "vitest";
import { openTestDatabase } from "../../../testing/resources.ts";

test("the verdict of an attempt can only come from its report, and a finished attempt needs a valid report", async () => {
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
