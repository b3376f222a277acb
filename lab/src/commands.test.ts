import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { commands } from "./commands.ts";

test("the command list matches the files of commands/", () => {
  const files = readdirSync(fileURLToPath(new URL("./commands/", import.meta.url)));
  const names = files
    .filter((file) => !file.endsWith(".test.ts"))
    .map((file) => file.replace(/\.ts$/, ""));
  expect(Object.keys(commands).sort()).toEqual(names.sort());
});
