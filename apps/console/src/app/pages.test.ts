import { exportKindsFor, staffRoles } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { pages } from "./pages.ts";

test("whoever may take a list out finds the page of their exports, and nobody else", () => {
  const page = pages.find(({ path }) => path === "exports");
  expect(page?.roles).toEqual(staffRoles.filter((role) => exportKindsFor(role).length > 0));
});
