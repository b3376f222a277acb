/** axe on what a flow has just opened, in both themes: the tour of all pages does not come by it. */
import assert from "node:assert/strict";
import { accessFaults } from "../axe.ts";
import type { Desk } from "./desk.ts";
import { dress } from "./tour/tour.ts";

export async function shutsNobodyOut(desk: Desk): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await dress(desk, colorScheme);
    const serious = (await accessFaults(desk.page)).filter((fault) => fault.serious);
    assert.deepEqual(
      serious.map(({ words }) => words),
      [],
    );
  }
  await dress(desk, "light");
}
