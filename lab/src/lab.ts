/** Command `npm run lab -- <command> [arguments]`: runs one command of the lab, or lists all commands. */
import { commands, isCommand } from "./commands.ts";

const [name = ""] = process.argv.splice(2, 1);
if (isCommand(name)) await import(`./commands/${name}.ts`);
else {
  const lines = Object.entries(commands).map(
    ([command, words]) => `  ${command.padEnd(16)} ${words}`,
  );
  console.error(["npm run lab -- <command> [arguments]", "", ...lines].join("\n"));
  process.exitCode = name === "" ? 0 : 64;
}
