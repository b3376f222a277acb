import { expect, test } from "vitest";
import { describeStatement } from "./trace-statements.ts";

test("a statement is described by its operation and table, with its parameter placeholders", () => {
  expect(
    describeStatement('select "id",\n  "phone" from "collections" where "id" = $1 limit $12'),
  ).toEqual({
    name: "select collections",
    text: "select id, phone from collections where id = $1 limit $12",
  });
  expect(describeStatement("insert into pgboss.job (id) values ($1)").name).toBe(
    "insert pgboss.job",
  );
  expect(
    describeStatement(
      "with made as (\n  insert into b (id) values ($1) returning id) select id from made",
    ).name,
  ).toBe("insert b");
  expect(describeStatement("begin").name).toBe("begin");
});

test("literal values in a statement are replaced by placeholders", () => {
  const { text } = describeStatement(
    "select $$secret 1$$, $a$secret 2$a$, 'secret '' 3', 13800138000, 1.5 from t2 where a1 = E'x' and b = $3",
  );
  expect(text).toBe("select ?, ?, ?, ?, ? from t2 where a1 = E? and b = $3");
});

test("long lists are omitted, and long statements are truncated", () => {
  const many = (of: string): string => `${`${of}, `.repeat(500)}${of}`;
  expect(
    describeStatement(`select ${many('"a"."b"')} from "a" where "a"."b" in (${many("$1")})`).text,
  ).toBe("select … from a where a.b in (…)");
  expect(describeStatement(`select a from b where ${"c = $1 or ".repeat(500)}d`).text).toHaveLength(
    1000,
  );
});
