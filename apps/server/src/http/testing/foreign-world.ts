/** All objects of one student, in several instances, and sessions of every role, for access tests. */
import { createHash, randomUUID } from "node:crypto";
import type { Role } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { openAttemptWorld, photoOf } from "../../collections/testing/attempt-world.ts";
import type { OpenDatabase } from "../../infra/db/database.ts";
import {
  billDays,
  exports,
  helperLinks,
  persons,
  sessions,
  staffPosts,
} from "../../infra/db/schema/index.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { createPictureLinks } from "../../infra/picture-links.ts";
import { sessionTokenSha256 } from "../../infra/session-token.ts";
import { readServiceConfig } from "../../settings/service-config.ts";
import { createForeignRows } from "./foreign-rows.ts";

/** Object ids by the name of the parameter or field. */
export type ObjectIds = Readonly<
  Record<
    | "collectionId"
    | "attemptId"
    | "readingId"
    | "orderId"
    | "refundId"
    | "differenceId"
    | "batchId"
    | "staffId"
    | "postId"
    | "sessionId"
    | "accountSessionId"
    | "exportId"
    | "invoiceId"
    | "projectId"
    | "taskId"
    | "decisionId"
    | "honeypotId"
    | "runId"
    | "siteDayId"
    | "caseId"
    | "changeId"
    | "keyId"
    | "webhookId"
    | "deliveryId"
    | "token",
    string
  >
>;

export interface Owner {
  readonly accountId: string;
  /** Token of the student's session. */
  readonly session: string;
  readonly ids: ObjectIds;
}

/** Progress of the student's collection. */
export type Progress = "made" | "in_review" | "approved";

/** Opens two schools, each with a project. Call it at the top of a test file. */
export async function openForeignWorld(
  { db, pool }: Pick<OpenDatabase, "db" | "pool">,
  objects: ObjectStore,
) {
  const world = openAttemptWorld(db);
  const { clock } = world.deps;
  const links = createPictureLinks(readServiceConfig({}).secrets.linkKey, clock);
  await world.addSchool();
  await world.addSchool({ code: "10558", name: "中山大学" });
  const { id: projectId } = await world.addProject();
  const { id: otherProjectId } = await world.addProject({ schoolCode: "10558" });
  const holder = await world.addStaff("reviewer");
  await db.insert(billDays).values({ provider: "wechat-pay", day: "2027-02-28", state: "open" });

  const rows = createForeignRows({ db, clock, sealer: world.deps.sealer, holder });

  async function addSession(fields: {
    role: Role;
    accountId?: string;
    staffId?: string;
    id?: string;
  }): Promise<string> {
    const token = randomUUID();
    const expiresAt = new Date(clock().getTime() + 86_400_000);
    await db.insert(sessions).values({
      ...fields,
      tokenSha256: sessionTokenSha256(token),
      createdAt: clock(),
      expiresAt,
      provenUntil: expiresAt,
    });
    return token;
  }

  /** Creates a signed-in administrator of the school. */
  async function addStaffMember(schoolCode: string) {
    const staffId = await world.addStaff("school-admin", schoolCode);
    const sessionId = randomUUID();
    await addSession({ role: "school-admin", staffId, id: sessionId });
    const exportId = randomUUID();
    const wish = {
      kind: "school-collections",
      format: "csv",
      language: "zh",
      filters: {},
      schoolCode,
    } as const;
    const times = { createdAt: clock(), expiresAt: new Date(clock().getTime() + 86_400_000) };
    await db
      .insert(exports)
      .values({ id: exportId, staffId, ...wish, state: "ready", rowsTotal: 1, ...times });
    const { keyId } = await rows.addApiKey(staffId, schoolCode);
    const pushed = await rows.addWebhook(staffId, schoolCode);
    const postId = randomUUID();
    await db.insert(staffPosts).values({ id: postId, staffId, role: "reviewer", addedAt: clock() });
    return { staffId, postId, sessionId, exportId, keyId, ...pushed };
  }

  /** Creates a student with one object of each kind. A submission is leased or approved by `holder`. */
  async function addOwner(
    progress: Progress = "made",
    fields: { otherSchool?: true; department?: string } = {},
  ): Promise<Owner> {
    const project = fields.otherSchool ? otherProjectId : projectId;
    const { accountId, collectionId } = await world.addPaid(project);
    const readingId = await world.addVerifiedReading(accountId, project, randomUUID());
    if (fields.department !== undefined) {
      const whereStudent = sql`${persons.id} = (select person_id from collections where id = ${collectionId})`;
      await db.update(persons).set({ department: fields.department }).where(whereStudent);
    }
    const attemptId = await world.addMade(collectionId);
    await objects.put(`p/${attemptId}`, photoOf(attemptId));
    const session = await addSession({ role: "student", accountId });
    const accountSessionId = randomUUID();
    await addSession({ role: "student", accountId, id: accountSessionId });
    if (progress !== "made") {
      await world.move(collectionId, "submit", "student", { attempt: attemptId }, accountId);
      await pool.query(
        "update collections set submitted_attempt_id = $2, submitted_at = $3, review_due_at = $3 where id = $1",
        [collectionId, attemptId, clock()],
      );
      if (progress === "approved")
        await world.move(collectionId, "approve", "reviewer", {}, holder);
    }
    const orderId = await rows.addOrder(collectionId);
    const tokenSha256 = sessionTokenSha256(session);
    const { url } = links.sign({ attemptId, picture: "photo", purpose: "own", tokenSha256 });
    const ids = {
      projectId: project,
      collectionId,
      attemptId,
      readingId,
      accountSessionId,
      orderId,
      refundId: await rows.addRefund(orderId),
      differenceId: await rows.addDifference(),
      batchId: await rows.addBatch(),
      runId: await rows.addRun(),
      siteDayId: await rows.addSiteDay(project),
      caseId: await rows.addCase(collectionId),
      changeId: await rows.addConfigurationChange(),
      invoiceId: await rows.addInvoice(orderId),
      ...(await addStaffMember(fields.otherSchool ? "10558" : "10559")),
      ...(await rows.addQuality(collectionId, attemptId)),
      token: url.split("/").at(-1) ?? "",
    };
    return { accountId, session, ids };
  }

  /** Adds the session of a phone that opened the helper link of the collection. */
  async function addHelper({ accountId, ids: { collectionId } }: Owner): Promise<string> {
    const token = await addSession({ role: "helper", accountId });
    const expiresAt = new Date(clock().getTime() + 60_000);
    const tokenSha256 = createHash("sha256").update(randomUUID()).digest("hex");
    const claimed = {
      claimedAt: clock(),
      sessionSha256: sessionTokenSha256(token),
      sessionExpiresAt: expiresAt,
    };
    await db.insert(helperLinks).values({
      id: randomUUID(),
      collectionId,
      tokenSha256,
      createdAt: clock(),
      expiresAt,
      ...claimed,
    });
    return token;
  }

  const tables = await pool.query<{ name: string }>(
    "select schemaname || '.' || tablename as name from pg_tables where schemaname = 'public' or (schemaname = 'pgboss' and tablename = 'job') order by 1",
  );
  const hashes = tables.rows.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(md5(string_agg(row::text, ',' order by row::text)), '') as hash from ${name} row`,
  );
  /** The query has a name, so that it is prepared once: planning takes longer than execution. */
  const readHashes = { name: "fingerprint", text: hashes.join(" union all ") };

  /** Hashes all rows of every table, to detect writes. */
  async function fingerprint(): Promise<Readonly<Record<string, string>>> {
    const match = await pool.query<{ name: string; hash: string }>(readHashes);
    return Object.fromEntries(match.rows.map(({ name, hash }) => [name, hash]));
  }

  return {
    clock,
    addOwner,
    addHelper,
    fingerprint,
    /** Adds a confirmed key of the school. */
    addApiKey: async (schoolCode: string) => {
      const { token } = await rows.addApiKey(
        await world.addStaff("school-admin", schoolCode),
        schoolCode,
        holder,
      );
      return token;
    },
    addStaffSession: async (
      role: Role,
      schoolCode: string | null = null,
      department: string | null = null,
    ) => addSession({ role, staffId: await world.addStaff(role, schoolCode, department) }),
  };
}
