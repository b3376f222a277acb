import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fileColumns, filtersOn, type List } from "../core/list.ts";
import { fieldTitles } from "../core/list-schemas.ts";
import { allExportKinds, exportedList, listPages } from "../exports/all-lists.ts";
import { exportRoutes } from "../exports/routes.ts";
import { openApiDocument } from "./openapi.ts";
import { routes } from "./routes.ts";

/** Routes with paged answers that are not lists of the console. */
const otherPages = {
  findCollections: "a search, which answers nothing without its text",
  retryFailedAttempts: "a mutation in batches",
  listPhotosToPrint: "sheets of paper",
  readSystemChanges: "a feed for programs, which has no last page",
  listStartedNumbers: "compared within the page with a list of the school",
};

test("every paged route is one list of the console, or is listed as an exception in this file", () => {
  const paged = routes.filter(
    ({ answers, roles }) => "next" in answers.shape && !roles.includes("anonymous"),
  );
  const reported = [...listPages.map(({ route }) => route), ...Object.keys(otherPages)];
  expect(paged.map(({ name }) => `${name}`).sort()).toEqual(reported.sort());
});

const pages: readonly (readonly [string, List])[] = listPages.map((list) => [list.route, list]);

/** Returns the schema of one item in the answer. */
function itemShape(name: string, { key }: List): Readonly<Record<string, z.ZodType>> {
  const answers = routes.find((route) => route.name === name)?.answers.shape ?? {};
  for (const part of Object.values(answers))
    if (
      part instanceof z.ZodArray &&
      part.element instanceof z.ZodObject &&
      key in part.element.shape
    )
      return part.element.shape;
  throw new Error(`${name} answers no items with ${key}`);
}

describe.each(pages)("%s", (name, list) => {
  const route = routes.find((candidate) => candidate.name === name);

  test("has the roles of its route, and filters only by parameters that the route accepts", () => {
    expect(list.roles).toEqual(route?.roles);
    const taken = Object.keys(route?.query?.shape ?? {});
    for (const [filter] of filtersOn(list, "screen")) expect(taken).toContain(filter);
  });

  test("displays only fields of its items, with the same titles in the OpenAPI document and on the screen", () => {
    const shape = itemShape(name, list);
    for (const [column, { kind, only, title }] of Object.entries(list.columns))
      if (kind !== "special" && only !== "file")
        expect(fieldTitles.get(shape[column] ?? z.never())).toEqual(title);
  });
});

test("the OpenAPI document describes a column in the document's language", () => {
  expect(JSON.stringify(openApiDocument(routes, "en").paths["/v1/staff/orders"])).toContain(
    '"description":"Ordered"',
  );
  expect(JSON.stringify(openApiDocument(routes, "zh").paths["/v1/staff/orders"])).toContain(
    '"description":"下单时间"',
  );
});

test.each(allExportKinds)(
  "%s has all its columns in the order of its file, and only filters that exports accept",
  (kind) => {
    const list = exportedList(kind);
    const names = fileColumns(list).map(({ name }) => name);
    expect([...(list.file.order ?? names)].sort()).toEqual([...names].sort());
    const existing = Object.keys(exportRoutes.startExport.body.shape.filters.shape);
    for (const [filter] of filtersOn(list, "file")) expect(existing).toContain(filter);
  },
);

test("no two lists store their columns and views under the same name", () => {
  const names = pages.map(([, { name }]) => name);
  expect(new Set(names).size).toBe(names.length);
});
