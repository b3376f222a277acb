import { allWaitingKinds, waitingPlace, waitingRoles } from "@gradphoto/domain";
import { matchPath } from "react-router";
import { expect, test } from "vitest";
import { pages } from "./pages.ts";

const told = waitingRoles.flatMap((role) =>
  allWaitingKinds.flatMap((kind) => {
    const place = waitingPlace(kind, role) ?? null;
    return place === null ? [] : [{ role, kind, place }];
  }),
);

test.each(told)("$kind leads a $role to a page that is theirs", ({ role, place }) => {
  const { pathname } = new URL(place, "https://console.test");
  const page = pages.find(({ path }) => matchPath(`/${path}`, pathname) !== null);
  expect(page?.roles).toContain(role);
});
