import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { minutes, type OpenSandbox, openSandbox, passTime } from "../testing/open-sandbox.ts";
import { openPayClient } from "../testing/pay-client.ts";

let sandbox: OpenSandbox;
let client: Awaited<ReturnType<typeof openPayClient>>;
beforeEach(async () => {
  sandbox = openSandbox();
  client = await openPayClient(sandbox);
});

describe("the trade bill", () => {
  const bill = (day: string, more = "") =>
    client.call("GET", `/v3/bill/tradebill?bill_date=${day}${more}`);

  test("is available from ten o'clock the next day, with amounts in yuan, correct totals and a correct hash", async () => {
    await client.pay35Yuan("order-1");
    await client.pay35Yuan("order-2");
    await client.refund("order-2", "r1", 1000);
    passTime(sandbox, minutes(23 * 60 + 59));
    expect((await bill("2026-06-01")).body).toMatchObject({ code: "STATEMENT_CREATING" });
    passTime(sandbox, minutes(1));
    const { body } = await bill("2026-06-01", "&bill_type=ALL&tar_type=GZIP");
    const { download_url, hash_value } = z
      .object({ download_url: z.string(), hash_value: z.string() })
      .parse(body);
    const { pathname, search } = new URL(download_url);
    const text = gunzipSync((await client.call("GET", `${pathname}${search}`)).bytes).toString(
      "utf8",
    );
    expect(createHash("sha1").update(text).digest("hex")).toBe(hash_value);
    const lines = text.trim().split("\r\n");
    expect(lines).toHaveLength(6);
    expect(new Set(lines.slice(0, 4).map((line) => line.split(",").length))).toEqual(new Set([27]));
    expect(lines[1]).toContain("`35.00");
    expect(lines[3]).toContain("`10.00");
    expect(lines[5]).toBe("`3,`70.00,`10.00,`0.00,`0.36000,`70.00,`10.00");
  });

  test("does not exist for an empty day or a future day", async () => {
    expect((await bill("2026-05-01")).body).toMatchObject({ code: "NO_STATEMENT_EXIST" });
    expect((await bill("2026-06-01")).status).toBe(400);
    expect((await bill("yesterday")).body).toMatchObject({ code: "PARAM_ERROR" });
  });
});
