import { exportKindsFor, staffRoles } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { pages } from "./pages.ts";

test("exactly the roles that may export a list see the page of exports", () => {
  const page = pages.find(({ path }) => path === "exports");
  expect(page?.roles).toEqual(staffRoles.filter((role) => exportKindsFor(role).length > 0));
});
