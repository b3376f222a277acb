import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { watchSources } from "./run-dev.ts";

function open() {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-watch-"));
  mkdirSync(join(folder, "noun"));
  writeFileSync(join(folder, "noun", "one.ts"), "1");
  let changes = 0;
  const end = watchSources([folder], () => {
    changes += 1;
  });
  onTestFinished(() => {
    end();
    rmSync(folder, { recursive: true });
  });
  const next = async (change: () => void): Promise<void> => {
    const previous = changes;
    change();
    await expect.poll(() => changes).toBeGreaterThan(previous);
  };
  return { folder, next, changes: () => changes };
}

test("a written file, a save by rename and a file in a new folder each count as a change", async () => {
  const { folder, next } = open();
  const file = join(folder, "noun", "one.ts");
  await next(() => writeFileSync(file, "2"));
  await next(() => {
    writeFileSync(`${file}.tmp`, "3");
    renameSync(`${file}.tmp`, file);
  });
  await next(() => writeFileSync(file, "4"));
  await next(() => mkdirSync(join(folder, "noun", "new")));
  await next(() => writeFileSync(join(folder, "noun", "new", "two.sql"), "1"));
});

test("several files at once are one change; tests and editor files are ignored", async () => {
  const { folder, next, changes } = open();
  writeFileSync(join(folder, "noun", "one.test.ts"), "1");
  writeFileSync(join(folder, "noun", ".one.ts.swp"), "1");
  await next(() => {
    for (const name of ["a", "b", "c"]) writeFileSync(join(folder, "noun", `${name}.ts`), "1");
  });
  expect(changes()).toBe(1);
});
