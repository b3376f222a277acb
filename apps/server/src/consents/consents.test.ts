import {
  allConsentPurposes,
  type ConsentPurpose,
  consents as consentTable,
} from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { openStudentWorld } from "../collections/testing/student-world.ts";
import { consentRefusal } from "../core/collection/read-consents.ts";
import { consents } from "../infra/db/schema/index.ts";
import { deletePhotos } from "../retention/delete-my-data.ts";
import { accepted, studentCall } from "../testing/calls.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { consentHandlers } from "./routes.ts";

const { db, pool, owner } = await openTestDatabase();
const world = openStudentWorld(db);
const operator = {
  name: { zh: "某某公司", en: "Some Company Ltd" },
  contact: "privacy@example.org",
};
const handlers = consentHandlers({
  ...world.deps,
  operator,
  deletePhotos: (account) => deletePhotos(world.deps, account),
  dropEvidence: async () => 0,
});
let accountId: string;
let collectionId: string;

beforeAll(async () => {
  await world.addSchool();
  accountId = await world.addAccount();
  collectionId = await world.addStarted(accountId, (await world.addProject()).id);
});

const params = () => ({ collectionId });
const all = allConsentPurposes.map((purpose) => ({
  purpose,
  version: consentTable[purpose].version,
}));
const give = (list: { purpose: ConsentPurpose; version: string }[] = all) =>
  handlers.giveConsents({ params: params(), body: { consents: list } }, studentCall(accountId));

test("any caller can read who operates the service and the privacy contact", async () => {
  expect(await handlers.readOperator({}, studentCall(accountId))).toEqual(operator);
});

test("the service content lists what the fee covers, the refund rule and the missing consents", async () => {
  const content = accepted(
    await handlers.readServiceContent({ params: params() }, studentCall(accountId)),
  );
  expect(content).toMatchObject({
    feeFen: 2500,
    refundRule: { en: expect.stringContaining("refund") },
  });
  expect(content.covers.length).toBeGreaterThan(2);
  // The consent to evidence is requested only when evidence is uploaded.
  expect(content.consents.map(({ purpose }) => purpose)).toEqual([
    "service",
    "face",
    "school",
    "registry",
  ]);
  expect(content.consents.map(({ grantedAt }) => grantedAt)).toEqual([null, null, null, null]);
});

test("consents are granted one by one or together, only for this school, and repeated ones are stored once", async () => {
  const afterOne = accepted(await give(all.slice(0, 1)));
  expect(afterOne.consents.filter(({ grantedAt }) => grantedAt !== null)).toHaveLength(1);
  expect(await consentRefusal(db, accountId, "10559")).toMatchObject({
    refused: "consent-missing",
  });
  accepted(await give());
  accepted(await give());
  expect(await consentRefusal(db, accountId, "10559")).toBeNull();
  expect(await consentRefusal(db, accountId, "10558")).toMatchObject({
    refused: "consent-missing",
  });
  const rows = await db.select().from(consents).where(eq(consents.accountId, accountId));
  expect(rows.map(({ recipient }) => recipient).sort()).toEqual([
    "registry",
    "school:10559",
    "school:10559",
    "service",
    "service",
  ]);
  const { rows: audited } = await pool.query(
    "select action from audit_entries where action = 'give-consent'",
  );
  expect(audited).toHaveLength(all.length);
});

test("a consent can be withdrawn and granted again, and both are stored", async () => {
  const body = { purpose: "face" } as const;
  const withdrawn = accepted(
    await handlers.withdrawConsent({ params: params(), body }, studentCall(accountId)),
  );
  expect(withdrawn.consents.find(({ purpose }) => purpose === "face")?.grantedAt).toBeNull();
  expect(await consentRefusal(db, accountId, "10559")).toMatchObject({
    refused: "consent-missing",
  });
  accepted(await give());
  expect(await consentRefusal(db, accountId, "10559")).toBeNull();
  expect(await db.$count(consents, eq(consents.purpose, "face"))).toBe(2);
});

test("a consent purpose of a later release is ignored", async () => {
  await owner.query("alter table consents drop constraint consents_purpose_check");
  await owner.query(
    "insert into consents (id, account_id, purpose, version, recipient, granted_at) select gen_random_uuid(), $1, 'later', '1', 'school', now()",
    [accountId],
  );
  const { consents: reported } = accepted(
    await handlers.readServiceContent({ params: params() }, studentCall(accountId)),
  );
  expect(reported.map(({ purpose }) => String(purpose))).not.toContain("later");
  expect(await consentRefusal(db, accountId, "10559")).toBeNull();
});

test("an outdated consent text is refused, and another student's collection is not found", async () => {
  expect(await give([{ purpose: "face", version: "0" }])).toMatchObject({
    refused: "consent-outdated",
  });
  const stranger = studentCall(await world.addAccount());
  expect(await handlers.readServiceContent({ params: params() }, stranger)).toMatchObject({
    refused: "not-found",
  });
  expect(
    await handlers.giveConsents({ params: params(), body: { consents: all } }, stranger),
  ).toMatchObject({
    refused: "not-found",
  });
});
