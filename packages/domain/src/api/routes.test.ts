import { expect, test } from "vitest";
import { pathOf, type RouteName, routeNames } from "../core/route-table.ts";
import { allErrorCodes } from "./errors.ts";
import { openApiDocument } from "./openapi.ts";
import { fieldErrors } from "./problem-schema.ts";
import { errorsOf, routeDefinitions, routes } from "./routes.ts";

test("every route is listed once, and no two share method and path", () => {
  expect(routes.map((route) => route.name)).toEqual(routeNames);
  expect(
    new Set(routes.map((route) => `${route.method} ${route.path.replace(/:\w+/g, ":")}`)).size,
  ).toBe(routes.length);
});

test("every route has roles, a summary, exactly the parameters of its path, and each error code once", () => {
  for (const route of routes) {
    expect(route.roles.length, route.name).toBeGreaterThan(0);
    expect(route.roles, route.name).not.toContain("system");
    expect(route.summary.zh && route.summary.en, route.name).toBeTruthy();
    const named = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    expect(Object.keys(route.params?.shape ?? {}), route.name).toEqual(named);
    const codes = errorsOf(route);
    expect(new Set(codes).size, route.name).toBe(codes.length);
    for (const code of codes) expect(allErrorCodes, route.name).toContain(code);
    if (route.method === "GET") expect(route.body ?? route.picture ?? null, route.name).toBeNull();
  }
});

test("builds an address from the route's path with encoded parameters", () => {
  expect(pathOf("downloadPhoto", { collectionId: "c 1", attemptId: "a/2" })).toBe(
    "/v1/collections/c%201/attempts/a%2F2/photo",
  );
});

test("appends the query and omits undefined values", () => {
  const params = { collectionId: "c", attemptId: "a" };
  expect(pathOf("downloadPrintSheet", params, { paper: "5-inch", copies: undefined })).toBe(
    "/v1/collections/c/attempts/a/print-sheet?paper=5-inch",
  );
});

test("a route has the error session-missing exactly if neither visitors nor systems may call it", () => {
  for (const route of routes) {
    const isOpen = route.roles.includes("anonymous") || route.roles.includes("school-system");
    expect(errorsOf(route).includes("session-missing"), route.name).toBe(!isOpen);
  }
});

const anId = "0191e3a0-7c1f-7abc-8def-0123456789ab";

test("ignores unknown fields of a request", () => {
  const body = { readingId: anId, noPhotoYet: true };
  expect(routeDefinitions.startCollection.body.parse({ ...body, addedLater: true })).toEqual(body);
});

test("accepts the last four characters with brackets, spaces, small x and full-width digits", () => {
  const read = (lastFour: string) =>
    routeDefinitions.verifyCode.body.parse({ readingId: anId, lastFour }).lastFour;
  expect(read(" 123x ")).toBe("123X");
  expect(read("456(7)")).toBe("4567");
  expect(read("４５６（７）")).toBe("4567");
});

test("accepts a phone number with country code, spaces and hyphens, and rejects any other text", () => {
  const { body } = routeDefinitions.sendSmsCode;
  for (const typed of [
    "13800000000",
    "+86 138-0000-0000",
    "0086 13800000000",
    "１３８００００００００",
  ]) {
    expect(body.parse({ phone: typed }).phone).toBe("13800000000");
  }
  for (const typed of [
    "",
    "1380000000",
    "138000000000",
    "12800000000",
    "1380000000a",
    13800000000,
    ["13800000000"],
  ]) {
    expect(body.safeParse({ phone: typed }).success).toBe(false);
  }
});

test("accepts a school search by trimmed text without NUL, with a default limit", () => {
  const { query } = routeDefinitions.findSchools;
  expect(query.parse({ query: " 暨\0南 " })).toEqual({ query: "暨南", limit: 10 });
  expect(query.parse({ query: "jndx", limit: "20" }).limit).toBe(20);
  for (const limit of ["0", "51", "1.5", "many", ["1", "2"], ""]) {
    expect(query.safeParse({ query: "暨南", limit }).success).toBe(false);
  }
  for (const text of ["", "   ", "\0", "长".repeat(61), ["暨南", "大学"], undefined]) {
    expect(query.safeParse({ query: text }).success).toBe(false);
  }
});

test("every part of every route refuses hostile values without throwing", () => {
  const hostile = [null, undefined, 5, "text", [], true];
  const parts = routes.flatMap((route) =>
    [route.params, route.query, route.body].filter((part) => part !== undefined),
  );
  expect(parts.length).toBeGreaterThan(0);
  for (const part of parts) {
    for (const value of hostile) expect(part.safeParse(value).success).toBe(false);
    for (const value of [null, undefined, [], true, {}, "", "\0", "x".repeat(10_000)]) {
      const filled = Object.fromEntries(Object.keys(part.shape).map((name) => [name, value]));
      expect(part.safeParse(filled).success, Object.keys(part.shape).join()).toBe(false);
    }
  }
});

test("stores the text of a code unchanged, and refuses text that the database cannot store", () => {
  const { body } = routeDefinitions.readCode;
  expect(body.parse({ text: " 码\n", projectId: anId }).text).toBe(" 码\n");
  expect(body.safeParse({ text: "a\0b", projectId: anId }).success).toBe(false);
});

test("names a refused field by its path and rule, without the value that was sent", () => {
  const parsed = routeDefinitions.sendSmsCode.body.safeParse({ phone: "my secret" });
  const match = parsed.success ? [] : fieldErrors("body", parsed.error);
  expect(match).toEqual([{ path: "body.phone", rule: "invalid_format" }]);
});

test("accepts states, moves and fields in answers that this version does not know", () => {
  const { shape } = routeDefinitions.readCollection.answers;
  expect(shape.state.parse("archived")).toBe("archived");
  expect(
    shape.moves.parse([
      { move: "praise", label: { zh: "赞", en: "Praise" }, requirements: ["smile"], more: 1 },
    ]),
  ).toEqual([{ move: "praise", label: { zh: "赞", en: "Praise" }, requirements: ["smile"] }]);
});

test("the document is OpenAPI 3.1 with every route, its roles, its parameters and its error codes", () => {
  const document = openApiDocument(routes);
  expect(document.openapi).toMatch(/^3\.1\./);
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    expect(document.paths[path]?.[route.method.toLowerCase()]).toMatchObject({
      operationId: route.name,
      "x-roles": route.roles,
      "x-error-codes": errorsOf(route),
    });
  }
  const operation = (path: string, method: string) => document.paths[path]?.[method];
  expect(operation("/v1/schools", "get")).toMatchObject({
    parameters: [
      { name: "query", in: "query", required: true },
      {
        name: "limit",
        in: "query",
        required: false,
        schema: { minimum: 1, maximum: 50, default: 10 },
      },
      { name: "gradphoto-contract" },
    ],
  });
  expect(operation("/v1/collections", "post")).toMatchObject({
    parameters: [{ name: "gradphoto-contract" }, { name: "idempotency-key", required: true }],
    responses: { 409: { content: { "application/problem+json": {} } } },
  });
  expect(operation("/v1/staff/configuration/changes", "post")).toMatchObject({
    requestBody: { required: true },
  });
  expect(operation("/v1/collection-codes/picture", "post")).toMatchObject({
    requestBody: { content: { "multipart/form-data": { schema: { required: ["picture"] } } } },
  });
});

test("each example is an answer of its route and is in the document, in the chapter of schools' systems", () => {
  const examples = routes.filter(({ example }) => example !== undefined);
  expect(examples.map(({ name }) => name)).toEqual(["readSystemProjects", "readSystemChanges"]);
  const document = openApiDocument(routes, "en");
  for (const { answers, example, path } of examples) {
    expect(answers.parse(example)).toEqual(example);
    expect(document.paths[path]?.get).toMatchObject({
      tags: ["Schools' systems"],
      responses: { 200: { content: { "application/json": { example } } } },
    });
  }
});

test("every reference in the OpenAPI document resolves, and the document is plain JSON", () => {
  const document = openApiDocument(routes);
  const text = JSON.stringify(document);
  expect(JSON.parse(text)).toEqual(document);
  const targets = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target));
  expect([...targets]).toEqual(["#/components/schemas/Problem"]);
  expect(document.components.schemas.Problem).toMatchObject({ type: "object" });
});

test("a route name without a definition does not compile", () => {
  const { signOut: _, ...rest } = routeDefinitions;
  // @ts-expect-error `signOut` is missing
  const short = rest satisfies Record<RouteName, object>;
  expect(Object.keys(short)).toHaveLength(routeNames.length - 1);
});
