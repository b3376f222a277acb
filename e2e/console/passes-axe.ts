/** Checks with axe, in both themes, pages that a flow has just opened and that the tour of all pages does not reach. */
import { expect } from "@playwright/test";
import { accessFaults } from "../axe.ts";
import type { Desk } from "./desk.ts";
import { dress } from "./tour/tour.ts";

export async function passesAxe(desk: Desk): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await dress(desk, colorScheme);
    expect((await accessFaults(desk.page)).filter(({ serious }) => serious)).toEqual([]);
  }
  await dress(desk, "light");
}
