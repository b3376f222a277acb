/** Keys, a clock and ids for tests of student features, with functions that create initial rows. */
import { randomBytes, randomUUID } from "node:crypto";
import { allConsentPurposes, consents as consentTable } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { personPlaces, sealReading } from "../../core/collection/person.ts";
import { recipientOf } from "../../core/collection/read-consents.ts";
import { readSpecFiles } from "../../core/photo-standard/spec-files.ts";
import type { ProjectRow, SchoolRow } from "../../core/project/present-project.ts";
import type { Database } from "../../infra/db/database.ts";
import {
  accounts,
  codeReadings,
  consents,
  persons,
  projects,
  schools,
} from "../../infra/db/schema/index.ts";
import { createSealer } from "../../infra/sealing/seal.ts";
import { createSearchHash } from "../../infra/sealing/search-hash.ts";
import { readServiceConfig } from "../../settings/service-config.ts";
import { accepted } from "../../testing/calls.ts";
import { startCollection } from "../start-collection.ts";

const start = new Date("2027-03-01T02:00:00.000Z");
const dayMs = 24 * 3600 * 1000;

export const daysFromStart = (days: number): Date => new Date(start.getTime() + days * dayMs);

export function openStudentWorld(db: Database) {
  let now = start;
  // Development keys, so that an API started in the same test can read the rows.
  const { sealKeys, searchKey } = readServiceConfig({}).secrets;
  const sealer = createSealer(sealKeys, randomBytes);
  const searchHash = createSearchHash(searchKey);
  const warn = (): void => {};
  /** The store is empty unless a test provides one. */
  const objects = { get: async () => null };
  const specFiles = readSpecFiles(null);
  const deps = {
    ...{ db, clock: () => now, ids: () => randomUUID(), sealer, searchHash, objects, warn },
    specFiles,
  };

  async function addSchool(fields: Partial<SchoolRow> = {}): Promise<SchoolRow> {
    const school = {
      code: "10559",
      name: "暨南大学",
      aliases: ["暨大"],
      pinyin: "ji nan da xue",
      pinyinInitials: "jndx",
      hotline: "000-0000-0001",
      serviceHours: "09:00–18:00",
      province: null,
      ...fields,
    };
    await db.insert(schools).values(school);
    return school;
  }

  async function addProject(fields: Partial<ProjectRow> = {}): Promise<ProjectRow> {
    const project: ProjectRow = {
      id: randomUUID(),
      schoolCode: "10559",
      educationCategory: "bachelor",
      graduationYear: 2027,
      feeFen: 2500,
      opensAt: daysFromStart(-10),
      closesAt: daysFromStart(90),
      specId: "chsi-blue",
      fileMinBytes: 20 * 1024,
      fileMaxBytes: 40 * 1024,
      albumAllowed: true,
      tryBeforePay: false,
      sheetReview: false,
      photoMaxAgeDays: 365,
      attemptsLimit: null,
      reviewDays: 2,
      retentionDays: 365,
      refundRule: "until-submitted",
      hotline: "000-0000-0002",
      notice: "",
      clothing: "",
      photoNames: "student-number",
      photoFolders: "none",
      printCaption: "",
      imageCheckBy: null,
      confirmedAt: start,
      ...fields,
    };
    await db.insert(projects).values(project);
    return project;
  }

  async function addAccount(): Promise<string> {
    const id = randomUUID();
    const phone = sealer.seal("19900000000", { column: "accounts.phone", rowId: id });
    const phoneHash = searchHash("phone", id);
    await db
      .insert(accounts)
      .values({ id, phone, phoneHash, createdAt: now, retainUntil: daysFromStart(1000) });
    return id;
  }

  /** Gives all consents that a photo of this project requires. */
  async function agree(accountId: string, projectId: string): Promise<void> {
    const [project] = await db.select().from(projects).where(eq(projects.id, projectId));
    await db.insert(consents).values(
      allConsentPurposes.map((purpose) => ({
        id: randomUUID(),
        accountId,
        purpose,
        version: consentTable[purpose].version,
        recipient: recipientOf(purpose, project?.schoolCode ?? ""),
        grantedAt: now,
      })),
    );
  }

  /** Adds a reading as if the account had proven the last four characters. Each `person` is a different person. */
  async function addVerifiedReading(
    accountId: string,
    projectId: string,
    code: string,
    person = code,
  ) {
    const id = randomUUID();
    const times = { createdAt: now, expiresAt: new Date(now.getTime() + 1800_000) };
    const codeHash = searchHash("collection-code", code);
    const sealedCode = sealReading({ text: code, codeId: code, lastFourHash: "" }, id, sealer);
    await db
      .insert(codeReadings)
      .values({ id, code: sealedCode, codeHash, accountId, projectId, ...times });
    await db.insert(persons).values({
      id,
      schoolCode: "10559",
      name: sealer.seal("测试甲", personPlaces.name(id)),
      nameHash: searchHash("student-name", "测试甲", "10559"),
      studentNumber: sealer.seal("2023000001", personPlaces.studentNumber(id)),
      studentNumberHash: searchHash("student-number", person),
      department: "信息科学技术学院",
      major: "软件工程",
      class: "",
      level: "本科",
      idLastFourHash: searchHash("id-last-four", "0018", id),
      identityHash: searchHash("identity", person),
      createdAt: now,
      retainUntil: times.expiresAt,
    });
    return id;
  }

  /** Starts a collection of the account, by default with a code of its own. */
  async function addStarted(
    accountId: string,
    projectId: string,
    code: string = randomUUID(),
    person = code,
  ) {
    const readingId = await addVerifiedReading(accountId, projectId, code, person);
    return accepted(await startCollection(deps, readingId, accountId));
  }

  return {
    deps,
    addStarted,
    addSchool,
    addProject,
    addAccount,
    agree,
    addVerifiedReading,
    passTime: (ms: number): void => {
      now = new Date(now.getTime() + ms);
    },
  };
}

export type StudentWorld = ReturnType<typeof openStudentWorld>;
