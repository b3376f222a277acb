import { randomBytes } from "node:crypto";
import { drizzle } from "drizzle-orm/node-postgres";
import { expect, test } from "vitest";
import { markNumber, marksOf } from "../core/audit/segments/search-terms.ts";
import { packSegment } from "../core/audit/segments/segment-file.ts";
import { auditSegments } from "../infra/db/schema/index.ts";
import { sha256Of } from "../infra/object-store/read-checked.ts";
import { createSealer } from "../infra/sealing/seal.ts";
import { auditLogOn, testAuditKeys } from "../testing/audit-log.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { auditFile, listAudit } from "./list-audit.ts";

const { db, owner } = await openTestDatabase();
const at = new Date("2024-05-01T12:00:00+08:00");
const entry = {
  at,
  details: {},
  subject: "attempt:1",
  previousHash: "0".repeat(64),
  hash: "1".repeat(64),
  keyId: testAuditKeys.newestId,
};
const rows = [
  { ...entry, seq: 1, actor: "reviewer:1", action: "look-at-picture" },
  { ...entry, seq: 2, actor: "system", action: "move:pay" },
];
const packed = packSegment(rows);
let opened = 0;
const both = packSegment([{ ...entry, seq: 601, actor: "reviewer:1", action: "move:pay" }]);
const get = async (key: string) => {
  opened += 1;
  return key === "audit-segments/both" ? both : packed;
};
const sealer = createSealer([{ id: "test", key: randomBytes(32) }], randomBytes);
const log = { ...auditLogOn(db, { get }), sealer };

test("a search without matches stops after 200 segments with a refusal; counting all rows opens no segment", async () => {
  const marks = rows.flatMap(marksOf).map(markNumber);
  const segments = Array.from({ length: 300 }, (_, number) => ({
    ...{ firstSeq: number * 2 + 1, lastSeq: number * 2 + 2, marks },
    ...{
      firstAt: at,
      lastAt: at,
      objectKey: `audit-segments/${number}`,
      objectSha256: sha256Of(packed),
    },
  }));
  await drizzle({ client: owner, casing: "snake_case" }).insert(auditSegments).values(segments);
  const noMatches = { limit: 50, role: "reviewer", action: "move:pay" } as const;
  expect(await listAudit(log, noMatches)).toMatchObject({ refused: "audit-search-too-wide" });
  expect(opened).toBe(200);
  expect(await listAudit(log, { ...noMatches, fromDay: "2024-05-02" })).toEqual({
    entries: [],
    next: null,
  });
  expect(opened).toBe(200);
  expect(
    await auditFile(log).count({ filters: {}, schoolCode: null, department: null, now: at }),
  ).toBeGreaterThanOrEqual(600);
  expect(opened).toBe(200);
});

test("a stopped search returns its matches so far, and the next page continues after them", async () => {
  const marks = rows.flatMap(marksOf).map(markNumber);
  const stored = { objectKey: "audit-segments/both", objectSha256: sha256Of(both) };
  await drizzle({ client: owner, casing: "snake_case" })
    .insert(auditSegments)
    .values({ firstSeq: 601, lastSeq: 601, firstAt: at, lastAt: at, marks, ...stored });
  const noMatches = { limit: 50, role: "reviewer", action: "move:pay" } as const;
  expect(await listAudit(log, noMatches)).toMatchObject({ entries: [{ seq: 601 }], next: "601" });
  expect(await listAudit(log, { ...noMatches, after: "601" })).toMatchObject({
    refused: "audit-search-too-wide",
  });
});
