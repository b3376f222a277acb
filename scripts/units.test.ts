/** What the units and the containers of deploy are given: secrets of the tables' owner go to migrations alone. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../deploy/${path}`, import.meta.url)), "utf8");
const loadedBy = (unit: string): readonly string[] =>
  [...read(`systemd/${unit}`).matchAll(/^LoadCredential=(.+)$/gm)].map(([, what = ""]) => what);

test("migrations alone load the address of the tables' owner, and no secret beside those of the database", () => {
  expect(loadedBy("gradphoto-migrate.service")).toEqual([
    "database-url:/etc/gradphoto/secrets/database-url",
    "migrate-database-url:/etc/gradphoto/owner-secrets/migrate-database-url",
  ]);
});

test.each(["gradphoto-api@.service", "gradphoto-worker@.service"])("%s loads nothing of the owner's", (unit) => {
  expect(loadedBy(unit)).toEqual(["gradphoto:/etc/gradphoto/secrets"]);
  expect(read(`systemd/${unit}`)).not.toContain("MIGRATE_DATABASE_URL");
});

test("the settings that every process reads name no file of the owner's", () => {
  expect(read("gradphoto.env.example")).not.toMatch(/^GRADPHOTO_MIGRATE_DATABASE_URL/m);
});

test("of the containers the one of migrations alone sees the owner's files, and it no other secret", () => {
  const services = read("container/compose.yaml").split(/^ {2}(?=[a-z0-9]+:$)/m);
  const seeing = services.filter((text) => text.includes("owner-secrets/migrate-database-url"));
  expect(seeing.map((text) => text.split(":")[0])).toEqual(["migrate"]);
  expect(seeing[0]).not.toContain('"./secrets:');
});

test("by hand only what moves entries out of the audit log is given the owner's address", () => {
  const [before = "", after = ""] = read("systemd/gradphoto").split(/^if .* = archive-audit .*$/m);
  const [given = "", rest = ""] = after.split("\nfi\n");
  expect(given).toContain("migrate-database-url:/etc/gradphoto/owner-secrets/migrate-database-url");
  expect(before + rest).not.toContain("owner-secrets");
});
