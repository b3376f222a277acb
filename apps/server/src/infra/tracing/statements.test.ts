import { expect, test } from "vitest";
import { describeStatement } from "./trace-statements.ts";

test("a statement is told by what it does to which table, its parameters as they are", () => {
  expect(describeStatement('select "id",\n  "phone" from "collections" where "id" = $1 limit $12')).toEqual({
    name: "select collections",
    text: "select id, phone from collections where id = $1 limit $12",
  });
  expect(describeStatement("insert into pgboss.job (id) values ($1)").name).toBe("insert pgboss.job");
  expect(
    describeStatement("with made as (\n  insert into b (id) values ($1) returning id) select id from made").name,
  ).toBe("insert b");
  expect(describeStatement("begin").name).toBe("begin");
});

test("no value that stands in its words is told", () => {
  const { text } = describeStatement(
    "select $$secret 1$$, $a$secret 2$a$, 'secret '' 3', 13800138000, 1.5 from t2 where a1 = E'x' and b = $3",
  );
  expect(text).toBe("select ?, ?, ?, ?, ? from t2 where a1 = E? and b = $3");
});

test("long lists are left out, and what is long all the same is cut", () => {
  const many = (of: string): string => `${`${of}, `.repeat(500)}${of}`;
  expect(describeStatement(`select ${many('"a"."b"')} from "a" where "a"."b" in (${many("$1")})`).text).toBe(
    "select … from a where a.b in (…)",
  );
  expect(describeStatement(`select a from b where ${"c = $1 or ".repeat(500)}d`).text).toHaveLength(1000);
});
