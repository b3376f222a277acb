import { allRoles, isRole, type Role } from "@gradphoto/domain";
import { routes } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { openStubApi } from "./testing/open-stub-api.ts";
import { requestOf } from "./testing/request-of.ts";

const { app, called } = openStubApi();

const cases = routes.flatMap((route) =>
  allRoles.map((role) => ({ route, role, name: route.name })),
);
const inject = (route: (typeof routes)[number], role: Role) =>
  app.inject(requestOf(route, role === "anonymous" ? undefined : role));

type RouteOfApi = (typeof routes)[number];
const missingFor = ({ roles }: RouteOfApi) =>
  roles.some((role) => role === "school-system") ? "api-key-missing" : "session-missing";

test.each(cases)(
  "$name as $role: only the route's roles reach its handler",
  async ({ route, role }) => {
    called.length = 0;
    const response = await inject(route, role);
    if (route.roles.includes(role)) {
      expect(called.map(({ name, call }) => [name, call.caller.role])).toEqual([
        [route.name, role],
      ]);
      return;
    }
    const code = role === "anonymous" ? missingFor(route) : "forbidden";
    expect(response.json()).toMatchObject({ code });
    expect(called).toEqual([]);
  },
);

test.each(routes.map((route) => ({ route, name: route.name })))(
  "$name refuses an expired session before it parses the request",
  async ({ route }) => {
    called.length = 0;
    const request = requestOf(route, "ended");
    const response = await app.inject({ ...request, payload: "{ not even JSON" });
    expect(isRole("ended")).toBe(false);
    expect(response.json()).toMatchObject({ status: 401, code: "session-expired" });
    expect(called).toEqual([]);
  },
);

test.each(
  routes
    .filter(({ roles }) => !roles.includes("anonymous"))
    .map((route) => ({ route, name: route.name })),
)("$name refuses a caller without a session before it parses the request", async ({ route }) => {
  const { method, path } = route;
  const response = await app.inject({ method, url: path, payload: "x".repeat(100_000) });
  expect(response.json()).toMatchObject({ status: 401, code: missingFor(route) });
});
