/** `bin/gradphoto <program>`: a release's programs on its own Node, in the environment in which they hold the least memory. */
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serviceEnvironment } from "../../packages/engine/src/node/memory-environment.ts";
import { bundled } from "./bundle.ts";

export function writeLauncher(release: string, programs: Readonly<Record<string, string>>): void {
  const usage = Object.entries(programs).map(([name, words]) => `  ${name.padEnd(16)} ${words}`);
  const memory = Object.entries(serviceEnvironment).map(([name, value]) => `export ${name}="\${${name}:-${value}}"`);
  const text = `#!/bin/sh
# Starts one of the programs of this release on the Node it brings. Settings of the environment win over these.
release=$(dirname "$(dirname "$(readlink -f "$0")")")
program=\${1:-}
case "$program" in
  ${Object.keys(programs).join("|")}) shift ;;
  --version) cat "$release/version.json"; exit 0 ;;
  *)
    cat >&2 <<'WORDS'
用法 / usage: gradphoto <program>
${usage.join("\n")}
WORDS
    exit 64 ;;
esac
${memory.join("\n")}
# Compiled code is kept only in a folder that systemd gives, and read by those alone that write it: migrate holds the owner's password.
case "$program" in api | worker) kept=\${STATE_DIRECTORY:-} ;; *) kept="" ;; esac
if [ -n "$kept" ]; then export NODE_COMPILE_CACHE="\${NODE_COMPILE_CACHE:-$kept/compile-cache}"; fi
exec "$release/node/bin/node" --enable-source-maps "$release/${bundled}/$program.mjs" "$@"
`;
  const folder = join(release, "bin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "gradphoto"), text);
  chmodSync(join(folder, "gradphoto"), 0o755);
}

/** The Node that builds the release is the one that runs it. */
export function copyNode(release: string): void {
  const folder = join(release, "node", "bin");
  mkdirSync(folder, { recursive: true });
  copyFileSync(process.execPath, join(folder, "node"));
}
