import pg from "pg";
import { expect, test } from "vitest";
import { openTestDatabase } from "../../testing/resources.ts";
import { probeWrites } from "./write-state.ts";

const { pool, owner } = await openTestDatabase();

test("the write probe needs only the service role's rights and does not change its connections", async () => {
  expect(await probeWrites(pool)).toBe("ok");
  const { rows } = await pool.query("show work_mem");
  expect(rows).not.toEqual([{ work_mem: "64kB" }]);
});

test("the write probe really writes a file to the data directory", async () => {
  const bytes = async (): Promise<number> => {
    const { rows } = await owner.query(
      "select pg_stat_clear_snapshot(), temp_bytes from pg_stat_database where datname = current_database()",
    );
    return Number(rows[0]?.temp_bytes);
  };
  const previous = await bytes();
  await probeWrites(owner);
  // Statistics are updated a moment after the statement.
  await expect.poll(bytes).toBeGreaterThan(previous + 500_000);
});

test("the write probe distinguishes a full disk from an unavailable or refusing database", async () => {
  const refusing = (code: string) => {
    const error = new pg.DatabaseError("could not write to file", 10, "error");
    error.code = code;
    const broken = new pg.Pool();
    broken.query = () => Promise.reject(error);
    return probeWrites(broken);
  };
  expect(await refusing("53100")).toBe("disk-full");
  expect(await refusing("25006")).toBe("failing");
  const away = new pg.Pool({ connectionString: "postgresql://127.0.0.1:1/none" });
  expect(await probeWrites(away)).toBe("failing");
  await away.end();
});
