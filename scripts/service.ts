/** `npm run service -- <program> [arguments]`: runs one program of the service from the checkout, as `gradphoto <program>` does in a release. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { programs } from "../apps/server/src/programs/programs.ts";
import { root } from "./ensure-installed.mjs";

const [name = "", ...args] = process.argv.slice(2);
if (!Object.hasOwn(programs, name)) {
  const lines = Object.entries(programs).map(
    ([program, words]) => `  ${program.padEnd(16)} ${words}`,
  );
  process.stderr.write(`npm run service -- <program>\n${lines.join("\n")}\n`);
  process.exit(64);
}
const file = join(root, "apps/server/src/programs", `${name}.ts`);
const program = spawn(process.execPath, [file, ...args], { stdio: "inherit" });
// A terminal's Ctrl+C reaches the program itself.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => program.kill(signal));
program.on("exit", (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
