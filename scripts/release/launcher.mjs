/** `bin/gradphoto <program>`: a release's programs, started in the environment in which an engine holds the least memory. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { memoryEnvironment } from "../../packages/engine/bin/memory-environment.mjs";
import { bundled } from "./bundle.mjs";

export function writeLauncher(release, programs) {
  const usage = Object.entries(programs).map(([name, words]) => `  ${name.padEnd(16)} ${words}`);
  const memory = Object.entries(memoryEnvironment).map(([name, value]) => `export ${name}="\${${name}:-${value}}"`);
  const text = `#!/bin/sh
# Starts one of the programs of this release; Node 20.19 or newer is the only thing it needs (GRADPHOTO_NODE names another one).
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
exec "\${GRADPHOTO_NODE:-node}" --enable-source-maps "$release/${bundled}/$program.mjs" "$@"
`;
  const folder = join(release, "bin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "gradphoto"), text);
  chmodSync(join(folder, "gradphoto"), 0o755);
}
