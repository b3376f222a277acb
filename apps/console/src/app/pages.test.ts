import {
  allWaitingKinds,
  exportKindsFor,
  filtersOn,
  type List,
  messageList,
  refundList,
  staffList,
  staffRoles,
  waitingPlace,
  waitingRoles,
} from "@gradphoto/domain";
import { matchPath } from "react-router";
import { expect, test } from "vitest";
import { pages } from "./pages.ts";

test("exactly the roles that may export a list see the page of exports", () => {
  const page = pages.find(({ path }) => path === "exports");
  expect(page?.roles).toEqual(staffRoles.filter((role) => exportKindsFor(role).length > 0));
});

const waitingRows = waitingRoles.flatMap((role) =>
  allWaitingKinds.flatMap((kind) => {
    const place = waitingPlace(kind, role) ?? null;
    return place === null ? [] : [{ role, kind, place }];
  }),
);

test.each(waitingRows)(
  "$kind links a $role to a page that the role may open",
  ({ role, place }) => {
    const { pathname } = new URL(place, "https://console.test");
    const page = pages.find(({ path }) => matchPath(`/${path}`, pathname) !== null);
    expect(page?.roles).toContain(role);
  },
);

const lists: ReadonlyMap<string, List> = new Map(
  Object.entries({ "/refunds": refundList, "/messages": messageList, "/staff": staffList }),
);
const filterValues = waitingRows.flatMap(({ kind, place }) => {
  const { pathname, searchParams } = new URL(place, "https://console.test");
  const list = lists.get(pathname);
  return list
    ? [...searchParams].map(([name, value]) => ({ kind, pathname, name, value, list }))
    : [];
});

test.each(filterValues)(
  "$kind links to $pathname with a value that its filter $name accepts: $value",
  ({ name, value, list }) => {
    const filter = new Map(filtersOn(list, "screen")).get(name);
    expect(filter?.kind === "choice" && filter.options.map((option) => option.value)).toContain(
      value,
    );
  },
);
