import { randomUUID } from "node:crypto";
import {
  allApiKeyScopes,
  idempotencyKeyHeader,
  isRole,
  type Role,
  staffRoles,
} from "@gradphoto/domain";
import { errorsOf, problemSchema, type Route, routes } from "@gradphoto/domain/routes";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openAttemptWorld, photoOf } from "../collections/testing/attempt-world.ts";
import type { Caller } from "../core/call.ts";
import { noLimits, openTestApi } from "../testing/open-api.ts";
import { arbitraryInput, type RawInput } from "./testing/arbitrary-input.ts";

/** Number of inputs per route. Each is a full request against the real database, so runs outside CI use fewer. */
const inputsOfEach = process.env.CI ? 60 : 20;
/** Fixed seed, so that every machine tests the same inputs. A failure prints its shrunk counterexample. */
const seed = 20_261_124;

const { db, app, objects } = await openTestApi({
  limits: noLimits,
  findCaller: async (token) => (isRole(token) ? callerOf(token) : "ended"),
});
const world = openAttemptWorld(db);
await world.addSchool();
const { id: projectId, schoolCode } = await world.addProject();
const { accountId, collectionId } = await world.addPaid(projectId);
const attemptId = await world.addMade(collectionId);
/** Existing ids, by the name of the parameter or field. */
const existing = {
  schoolCode: [schoolCode],
  projectId: [projectId],
  collectionId: [collectionId],
  attemptId: [attemptId],
};
const schoolOf = (role: Role) =>
  ["school-admin", "department-admin", "school-system"].includes(role) ? schoolCode : null;
const departmentOf = (role: Role) => (role === "department-admin" ? "信息科学技术学院" : null);
const staffIds = new Map<Role, string>();
for (const role of staffRoles) {
  staffIds.set(role, await world.addStaff(role, schoolOf(role), departmentOf(role)));
}

await objects.put(`o/${attemptId}`, photoOf(attemptId));
await objects.put(`p/${attemptId}`, photoOf(attemptId));

const callerOf = (role: Role): Caller => ({
  role,
  accountId: role === "student" || role === "helper" ? accountId : null,
  staffId: staffIds.get(role) ?? null,
  schoolCode: schoolOf(role),
  department: departmentOf(role),
  province: role === "province-admin" ? "44" : null,
  postId: null,
  setUp: null,
  tokenSha256: role === "anonymous" ? null : "0".repeat(64),
  apiKey:
    role === "school-system"
      ? { keyId: randomUUID(), schoolCode, scopes: allApiKeyScopes, projectIds: [projectId] }
      : null,
});

test.each(routes.map((route) => ({ route, name: route.name })))(
  "$name answers any generated input with one of its error codes, never with a 5xx",
  async ({ route }) => {
    // Event streams get no existing ids, because the stream of an existing collection never ends while a client
    // listens.
    await fc.assert(
      fc.asyncProperty(
        arbitraryInput(route, route.answersWith === "events" ? {} : existing),
        fc.constantFrom(...route.roles),
        async (input, role) => {
          const response = await send(route, input, role);
          if (response.statusCode < 300) return;
          const { code, status } = problemSchema.parse(response.json());
          expect(status).toBe(response.statusCode);
          expect(status, code).toBeLessThan(500);
          expect(allowed(route)).toContain(code);
        },
      ),
      { numRuns: inputsOfEach, seed },
    );
  },
);

/**
 * Returns the error codes that a route may return. A generated URL can also match no route or another route, which
 * gives two more codes.
 */
const allowed = (route: Route): readonly string[] => [
  ...errorsOf(route),
  "not-found",
  "method-not-allowed",
];

const send = (route: Route, { url, payload, contentType, idempotencyKey }: RawInput, role: Role) =>
  app.inject({
    method: route.method,
    url,
    ...(payload !== null && { payload }),
    headers: {
      ...(payload !== null && { "content-type": contentType }),
      ...(role !== "anonymous" && { authorization: `Bearer ${role}` }),
      [idempotencyKeyHeader]: idempotencyKey,
    },
  });
