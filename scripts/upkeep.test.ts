/**
 * Runs the scripts of deploy/bin in a temporary folder. Stand-ins replace systemd, PostgreSQL's programs and rclone, and
 * record their calls.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";

const deploy = fileURLToPath(new URL("../deploy/", import.meta.url));

/** Records its call, fails if the file `fail` lists the call, and kills the entire script if `interrupt` lists it. */
const fake = (root: string): string => `#!/bin/sh
name=$(basename "$0")
case "$name" in
  id) echo 0; exit ;;
  journalctl) echo "journal of $2"; exit ;;
  systemd-run) shift $(($# - 2)); call="$(basename "$(dirname "$(dirname "$1")")") $2" ;;
  pg_dump) call="pg_dump as $PGPASSWORD"; for file; do case "$file" in --file=*) echo dump >"\${file#--file=}" ;; esac; done ;;
  *) call="$name $*" ;;
esac
echo "$call" >>${root}/calls
case "$call" in
  "systemctl list-units "*) cat ${root}/units ;;
  psql*) echo 0 ;;
esac
if [ -f ${root}/interrupt ] && grep -qxF -- "$call" ${root}/interrupt; then rm ${root}/interrupt; kill -9 0; fi
! grep -qxF -- "$call" ${root}/fail
`;

const programs = [
  "id",
  "journalctl",
  "systemctl",
  "systemd-run",
  "pg_dump",
  "pg_restore",
  "psql",
  "rclone",
];

function machine() {
  const root = mkdtempSync(join(tmpdir(), "gradphoto-upkeep-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const opt = join(root, "opt/gradphoto");
  for (const folder of [
    "stand-ins",
    "opt/gradphoto",
    "etc/systemd/system",
    "etc/gradphoto/secrets",
  ])
    mkdirSync(join(root, folder), { recursive: true });
  for (const folder of ["etc/gradphoto/owner-secrets", "var/backups/gradphoto"])
    mkdirSync(join(root, folder), { recursive: true });
  for (const name of programs)
    writeFileSync(join(root, "stand-ins", name), fake(root), { mode: 0o755 });
  const write = (name: string, ...lines: string[]): void =>
    writeFileSync(join(root, name), lines.map((line) => `${line}\n`).join(""));
  write("fail");
  write("units", "gradphoto-worker@1.service loaded", "gradphoto-api@3000.service loaded");
  write(
    "etc/gradphoto/gradphoto.env",
    "GRADPHOTO_OBJECTS=https://s3.example.org/photos",
    "GRADPHOTO_S3_KEY=id:secret",
  );
  write(
    "etc/gradphoto/owner-secrets/migrate-database-url",
    "postgresql://owner:p%40ss%2fw%25@db/gradphoto",
  );

  function unpack(version: string, folder: string): void {
    cpSync(deploy, join(folder, "deploy"), { recursive: true });
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/gradphoto"), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    writeFileSync(join(folder, "version.json"), JSON.stringify({ version }));
    for (const script of readdirSync(join(folder, "deploy/bin"))) {
      const file = join(folder, "deploy/bin", script);
      const text = readFileSync(file, "utf8");
      writeFileSync(
        file,
        text.replace(/\/(?=(opt|etc|var\/backups)\/(gradphoto|systemd))/g, `${root}/`),
      );
    }
  }
  unpack("0.1.0", join(opt, "gradphoto-0.1.0"));
  symlinkSync("gradphoto-0.1.0", join(opt, "current"));

  return {
    root,
    write,
    archive(version: string): string {
      const name = `gradphoto-${version}`;
      unpack(version, join(root, name));
      spawnSync("tar", ["-czf", `${name}.tar.gz`, name], { cwd: root });
      return join(root, `${name}.tar.gz`);
    },
    /** Returns the output of `gradphoto`, the commands it called, and the releases linked afterwards. */
    run(...args: string[]) {
      write("calls");
      const script = args[0] === "make" ? "gradphoto-backup" : "gradphoto";
      // Starts a process group, which `kill -9 0` ends. spawnSync accepts this option, although its types omit it.
      const detached = { detached: true };
      const { status, signal, stdout, stderr } = spawnSync(
        join(opt, "current/deploy/bin", script),
        args,
        {
          env: { PATH: `${join(root, "stand-ins")}:/usr/bin:/bin` },
          encoding: "utf8",
          ...detached,
        },
      );
      const calls = readFileSync(join(root, "calls"), "utf8").trim().split("\n");
      const link = (name: string) =>
        existsSync(join(opt, name)) ? readlinkSync(join(opt, name)) : null;
      return {
        ...{ status: signal ?? status, words: stdout + stderr, calls },
        linked: [link("current"), link("previous")],
        leftovers: readdirSync(opt).filter(
          (name) => name.startsWith("upgrade-") || name.endsWith(".part"),
        ),
      };
    },
  };
}

const restarts = [
  "systemctl list-units --plain --no-legend gradphoto-worker@* gradphoto-api@*",
  "systemctl restart gradphoto-worker@1.service",
  "systemctl restart gradphoto-api@3000.service",
];
const checksAndBackup = [
  "gradphoto-0.1.0 doctor",
  "gradphoto-0.2.0 doctor",
  "systemctl -q is-enabled gradphoto-backup.timer",
  "systemctl start gradphoto-backup",
];
const upgrade = [
  ...checksAndBackup,
  "systemctl daemon-reload",
  "systemctl restart gradphoto-migrate",
  ...restarts,
  "gradphoto-0.2.0 doctor",
];
const upgraded = ["gradphoto-0.2.0", "gradphoto-0.1.0"];
const unchanged = ["gradphoto-0.1.0", null];

describe.skipIf(process.platform !== "linux")("upkeep", () => {
  test("an upgrade checks, backs up, migrates and restarts one process at a time; a rollback undoes it", () => {
    const { archive, run } = machine();
    expect(run("upgrade", archive("0.2.0"))).toMatchObject({
      status: 0,
      calls: upgrade,
      linked: upgraded,
      leftovers: [],
    });
    const back = run("rollback");
    expect(back).toMatchObject({
      status: 0,
      calls: ["systemctl daemon-reload", ...restarts],
      leftovers: [],
    });
    expect(back.linked).toEqual(["gradphoto-0.1.0", "gradphoto-0.2.0"]);
  });

  test.each([
    ["gradphoto-0.1.0 doctor", "mend what ✗ names first"],
    ["systemctl start gradphoto-backup", "the backup failed"],
  ])(
    "an upgrade in which `%s` fails stops there, reports the failure and keeps the old release",
    (step, why) => {
      const { archive, run, write } = machine();
      write("fail", step);
      const stopped = run("upgrade", archive("0.2.0"));
      expect(stopped).toMatchObject({ status: 1, linked: unchanged, leftovers: [] });
      expect(stopped.words).toContain(why);
      expect(stopped.calls).toEqual(upgrade.slice(0, upgrade.indexOf(step) + 1));
    },
  );

  test("a failed migration prints its journal and restores the old programs and units", () => {
    const { archive, root, run, write } = machine();
    write("fail", "systemctl restart gradphoto-migrate");
    const stopped = run("upgrade", archive("0.2.0"));
    expect(stopped).toMatchObject({ status: 1, linked: unchanged, leftovers: [] });
    expect(stopped.words).toMatch(/journal of gradphoto-migrate.*0\.1\.0 goes on/s);
    expect(stopped.calls).not.toContain(restarts[1]);
    expect(existsSync(join(root, "etc/systemd/system/gradphoto-api@.service"))).toBe(true);
  });

  test("a process that does not become ready stops the other restarts; a second upgrade completes", () => {
    const { archive, run, write } = machine();
    const [, worker = "", api] = restarts;
    write("fail", worker);
    const file = archive("0.2.0");
    const stopped = run("upgrade", file);
    expect(stopped).toMatchObject({ status: 1, linked: upgraded });
    expect(stopped.words).toContain("gradphoto rollback");
    expect(stopped.calls).not.toContain(api);
    write("fail");
    expect(run("upgrade", file)).toMatchObject({
      status: 0,
      calls: upgrade,
      linked: upgraded,
      leftovers: [],
    });
  });

  test.each([
    "gradphoto-0.2.0 doctor",
    "systemctl daemon-reload",
    "systemctl restart gradphoto-migrate",
    restarts[1],
  ])(
    "an upgrade killed at `%s` can be run again and rolled back to the previous release",
    (step = "") => {
      const { archive, run, write } = machine();
      const file = archive("0.2.0");
      write("interrupt", step);
      expect(run("upgrade", file).status).toBe("SIGKILL");
      expect(run("upgrade", file)).toMatchObject({
        status: 0,
        calls: upgrade,
        linked: upgraded,
        leftovers: [],
      });
      expect(run("rollback").linked).toEqual(["gradphoto-0.1.0", "gradphoto-0.2.0"]);
    },
  );

  test("keys are written to the folder that the units read, or to a given folder", () => {
    const { root, run } = machine();
    expect(run("keys", "--alipay").words).toBe(`keys --alipay ${root}/etc/gradphoto/secrets\n`);
    expect(run("keys").words).toBe(`keys ${root}/etc/gradphoto/secrets\n`);
    expect(run("keys", "--one").words).toBe("keys --one\n");
  });

  test("a truncated archive, or one that is not newer than the running release, is refused before any other step", () => {
    const { archive, run } = machine();
    const complete = archive("0.2.0");
    writeFileSync(complete, readFileSync(complete).subarray(0, 5000));
    for (const file of [complete, archive("0.1.0")])
      expect(run("upgrade", file)).toMatchObject({ status: 1, calls: [""], linked: unchanged });
  });

  test("a backup decodes the password, stops at a failed step and can be restored while the service is stopped", () => {
    const { root, run, write } = machine();
    write("units");
    const files = () => readdirSync(join(root, "var/backups/gradphoto/database"));
    write("fail", "pg_dump as p@ss/w%");
    expect(run("make")).toMatchObject({ status: 1, calls: ["pg_dump as p@ss/w%"] });
    expect(files()).not.toContainEqual(expect.stringMatching(/\.dump$/));
    write("fail");
    const made = run("make");
    expect(made.status).toBe(0);
    expect(made.calls.map((call) => call.split(" ", 2).join(" "))).toEqual([
      "pg_dump as",
      "pg_restore --list",
      "rclone sync",
      "rclone rcat",
    ]);
    const [name = "", ...others] = files();
    expect(others).toEqual([]);
    const restored = run("restore", name);
    expect(restored.status).toBe(0);
    expect(restored.calls.join("\n")).toMatch(
      /psql.*rclone lsf.*pg_restore.*rclone copy.*restart gradphoto-migrate/s,
    );
    expect(restored.calls.join("\n")).not.toMatch(/p%40|p@ss/);
    write("units", "gradphoto-api@3000.service loaded");
    expect(run("restore", name).words).toContain("stop the service first");
  });
});
