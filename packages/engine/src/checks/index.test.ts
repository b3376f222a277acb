import { readdirSync } from "node:fs";
import {
  allCheckIds,
  checkRows,
  limitsOf,
  photoRules,
  photoSpecs,
} from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { checks } from "./index.ts";
import { clauseOf } from "./run-checks.ts";

const ids = checks.map(({ id }) => id);

/** Returns the checks that the files of this folder export, each under the name of its export. */
async function exportedChecks(): Promise<[name: string, id: unknown][]> {
  const files = readdirSync(import.meta.dirname).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
  const modules: readonly Readonly<Record<string, unknown>>[] = await Promise.all(
    files.map((name) => import(`./${name}`)),
  );
  return modules
    .flatMap((module) => Object.entries(module))
    .flatMap(([name, part]) =>
      typeof part === "object" && part !== null && "measure" in part && "id" in part
        ? [[name, part.id]]
        : [],
    );
}

test("every exported check is in the list exactly once, under its id", async () => {
  const named = (id: string) => [
    id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    id,
  ];
  expect((await exportedChecks()).sort()).toEqual(ids.map(named).sort());
});

test("the domain lists the facts of every check in the order of the list", () => {
  expect(allCheckIds).toEqual(ids);
});

test("every check has a clause, and every check named by a clause exists", () => {
  for (const id of ids) expect(clauseOf(id).zh).not.toBe("");
  const owned = Object.values(photoRules).flatMap(({ owner }) =>
    owner === "person" ? [] : [...owner],
  );
  expect([...owned].sort()).toEqual([...ids].sort());
});

test("every limit in a spec names a check that exists", () => {
  for (const spec of photoSpecs)
    for (const id of Object.keys(spec.limits)) expect(ids).toContain(id);
});

test("every check has limits for every spec", () => {
  for (const { id } of checks) {
    for (const spec of photoSpecs) {
      const limits = limitsOf(id, spec);
      if (checkRows[id].basis === "note") expect(limits, id).toEqual({});
      else expect(limits.fail ?? limits.warn, id).toBeDefined();
    }
  }
});
