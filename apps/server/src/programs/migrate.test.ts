import { expect, onTestFinished, test, vi } from "vitest";
import { productionSettings } from "../settings/testing/production-settings.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { readDatabases, runMigrate } from "./migrate.ts";

const owner = "postgresql://owner:secret@db.example.org/gradphoto?sslmode=verify-full";

test("migrations read only the database settings, and no other secret files", () => {
  const { GRADPHOTO_SEAL_KEYS: _keys, ...others } = productionSettings;
  const env = {
    ...others,
    GRADPHOTO_SEAL_KEYS_FILE: "/none",
    GRADPHOTO_MIGRATE_DATABASE_URL: owner,
  };
  expect(readDatabases(env)).toMatchObject({
    owner: { url: owner },
    databaseUrl: productionSettings.DATABASE_URL,
  });
});

test("with a pooler, the notification address replaces a missing owner address and is otherwise not read", () => {
  const listen = "postgresql://service:secret@127.0.0.1/gradphoto";
  const pooled = { ...productionSettings, GRADPHOTO_LISTEN_DATABASE_URL: listen };
  expect(readDatabases(pooled).owner).toEqual({ url: listen });
  const { GRADPHOTO_LISTEN_DATABASE_URL: _listen, ...named } = pooled;
  const env = {
    ...named,
    GRADPHOTO_LISTEN_DATABASE_URL_FILE: "/none",
    GRADPHOTO_MIGRATE_DATABASE_URL: owner,
  };
  expect(readDatabases(env).owner).toEqual({ url: owner });
});

test("in production, an owner address without TLS and a missing file are refused together", () => {
  const env = {
    NODE_ENV: "production",
    NODE_TLS_REJECT_UNAUTHORIZED: "0",
    DATABASE_URL_FILE: "/none",
    GRADPHOTO_MIGRATE_DATABASE_URL: "postgresql://owner:secret@db.example.org/gradphoto",
  };
  expect(() => readDatabases(env)).toThrow(
    /DATABASE_URL_FILE must name a file[\s\S]*NODE_TLS_REJECT_UNAUTHORIZED must not be 0[\s\S]*GRADPHOTO_MIGRATE_DATABASE_URL must end in \?sslmode=verify-full/,
  );
});

test("in production, a missing service database ends the migration with code 78, which systemd does not restart", async () => {
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => stderr.mockRestore());
  expect(await runMigrate({ NODE_ENV: "production", GRADPHOTO_MIGRATE_DATABASE_URL: owner })).toBe(
    78,
  );
});

test("a database migrated by a newer release is left unchanged, with a warning and exit code 0", async () => {
  const { owner, ownerUrl } = await openTestDatabase();
  await owner.query(
    "insert into schema_migrations (number, name, sha256) values (9999, '9999-newer.sql', 'x')",
  );
  const written: string[] = [];
  const stderr = vi
    .spyOn(process.stderr, "write")
    .mockImplementation((text) => written.push(String(text)) > 0);
  onTestFinished(() => stderr.mockRestore());
  expect(await runMigrate({ DATABASE_URL: ownerUrl })).toBe(0);
  expect(written.join("")).toContain("newer than this program (9999-newer.sql)");
});
