/**
 * `npm run advisories [-- sbom.cdx.json]`: asks the npm registry for known advisories of every package of the lock file, or of
 * a release's bill of materials. For a machine that reaches a registry with an audit service; the last line is JSON.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./ensure-installed.mjs";

const [file] = process.argv.slice(2);
const packages = file === undefined ? ofLock() : ofBill(file);
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const registry =
  process.env.npm_config_registry ??
  execFileSync(npm, ["config", "get", "registry"], { encoding: "utf8" }).trim();

const answer = await fetch(
  new URL("-/npm/v1/security/advisories/bulk", registry.replace(/\/*$/, "/")),
  {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(Object.fromEntries(packages)),
    signal: AbortSignal.timeout(60_000),
  },
);
if (!answer.ok) {
  process.stderr.write(
    `The registry answered ${answer.status}: it has no audit service; set npm_config_registry to one that has.\n`,
  );
  process.exit(2);
}
const matches = Object.entries(await answer.json()).flatMap(([name, advisories]) =>
  advisories.map(({ severity, title, url, vulnerable_versions: range }) => ({
    name,
    severity,
    range,
    title,
    url,
  })),
);
for (const { name, severity, range, title, url } of matches)
  process.stderr.write(
    `${severity}: ${name} ${packages.get(name).join(", ")} (${range}): ${title}\n  ${url}\n`,
  );
process.stdout.write(
  `${JSON.stringify({ packages: packages.size, advisories: matches.length })}\n`,
);
process.exit(matches.length === 0 ? 0 : 1);

function ofLock() {
  const { packages: places } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return versionsOf(
    Object.entries(places)
      .filter(([place, { link }]) => place.includes("node_modules/") && !link)
      .map(([place, { name, version }]) => [
        name ?? place.replace(/^.*node_modules\//, ""),
        version,
      ]),
  );
}

function ofBill(path) {
  const { components } = JSON.parse(readFileSync(path, "utf8"));
  return versionsOf(
    components.filter(({ type }) => type === "library").map(({ name, version }) => [name, version]),
  );
}

function versionsOf(pairs) {
  const versions = new Map();
  for (const [name, version] of pairs)
    versions.set(name, [...new Set([...(versions.get(name) ?? []), version])]);
  return versions;
}
