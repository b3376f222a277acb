/** Tests the secrets of the systemd units and containers: only migrations receive the database owner's secret. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../deploy/${path}`, import.meta.url)), "utf8");
const loadedBy = (unit: string): readonly string[] =>
  [...read(`systemd/${unit}`).matchAll(/^LoadCredential=(.+)$/gm)].map(([, what = ""]) => what);

test("only the migration unit loads the owner's database address, and no other secret but the database's", () => {
  expect(loadedBy("gradphoto-migrate.service")).toEqual([
    "database-url:/etc/gradphoto/secrets/database-url",
    "migrate-database-url:/etc/gradphoto/owner-secrets/migrate-database-url",
  ]);
});

test.each(["gradphoto-api@.service", "gradphoto-worker@.service"])(
  "%s loads no secret of the database owner",
  (unit) => {
    expect(loadedBy(unit)).toEqual(["gradphoto:/etc/gradphoto/secrets"]);
    expect(read(`systemd/${unit}`)).not.toContain("MIGRATE_DATABASE_URL");
  },
);

test("the settings that every process reads contain no owner address", () => {
  expect(read("gradphoto.env.example")).not.toMatch(/^GRADPHOTO_MIGRATE_DATABASE_URL/m);
});

test("only the migration container has the owner's secret, and it has no other secrets", () => {
  const services = read("container/compose.yaml").split(/^ {2}(?=[a-z0-9]+:$)/m);
  const seeing = services.filter((text) => text.includes("owner-secrets/migrate-database-url"));
  expect(seeing.map((text) => text.split(":")[0])).toEqual(["migrate"]);
  expect(seeing[0]).not.toContain('"./secrets:');
});

test("of the manual commands only archive-audit receives the owner's address", () => {
  const [previous = "", after = ""] = read("bin/gradphoto").split(/^if .* = archive-audit .*$/m);
  const [input = "", rest = ""] = after.split("\nfi\n");
  expect(input).toContain("migrate-database-url:/etc/gradphoto/owner-secrets/migrate-database-url");
  expect(previous + rest).not.toContain("owner-secrets");
});

const services = ["gradphoto-api@.service", "gradphoto-worker@.service"];

test.each([...services, "gradphoto-migrate.service"])(
  "%s is restarted without a limit, except after refused settings",
  (unit) => {
    const text = read(`systemd/${unit}`);
    expect(text).toMatch(/^Restart=(always|on-failure)$/m);
    expect(text).toMatch(/^StartLimitIntervalSec=0$/m);
    expect(text).toMatch(/^RestartPreventExitStatus=78 /m);
  },
);

test.each(services)(
  "%s starts even if the migration failed, and reports itself when it is ready",
  (unit) => {
    const text = read(`systemd/${unit}`);
    for (const line of ["Type=notify", "OpenFile=/run/systemd/notify:notify", "NotifyAccess=main"])
      expect(text).toContain(`\n${line}\n`);
    expect(text).toMatch(/^Wants=.*gradphoto-migrate\.service/m);
    expect(text).not.toMatch(/^(Requires|BindsTo|PartOf)=/m);
  },
);

test.each(services)(
  "%s is killed when its event loop hangs, and has a limit on memory and tasks",
  (unit) => {
    const text = read(`systemd/${unit}`);
    expect(text).toMatch(/^WatchdogSec=\d+$/m);
    // A core dump would contain the keys.
    expect(text).toMatch(/^WatchdogSignal=SIGKILL$/m);
    expect(text).toMatch(/^MemoryMax=\d+[MG]$/m);
    expect(text).toMatch(/^TasksMax=\d+$/m);
  },
);

test("every unit gets its settings only together with the shared sandbox options", () => {
  const units = readdirSync(fileURLToPath(new URL("../deploy/systemd/", import.meta.url)));
  for (const unit of units.filter((name) => name.endsWith(".service"))) {
    expect(read(`systemd/${unit}`), unit).not.toContain("EnvironmentFile=");
  }
  const shared = read("systemd/gradphoto-.service.d/sandbox.conf");
  for (const line of [
    "EnvironmentFile=/etc/gradphoto/gradphoto.env",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
  ]) {
    expect(shared).toContain(`\n${line}\n`);
  }
});
