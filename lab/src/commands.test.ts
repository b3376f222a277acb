import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { commands } from "./commands.ts";

test("every file of commands/ is in the list, and every command of the list has its file", () => {
  const files = readdirSync(fileURLToPath(new URL("./commands/", import.meta.url)));
  const names = files.filter((file) => !file.endsWith(".test.ts")).map((file) => file.replace(/\.ts$/, ""));
  expect(Object.keys(commands).sort()).toEqual(names.sort());
});
