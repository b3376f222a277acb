/**
 * Adds a school with an open project, and staff of every role who can sign in, as initial rows of tests and
 * benchmarks.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { openStudentWorld } from "../collections/testing/student-world.ts";
import type { Database } from "../infra/db/database.ts";
import { staff } from "../infra/db/schema/index.ts";
import { createSealer } from "../infra/sealing/seal.ts";
import { readServiceConfig } from "../settings/service-config.ts";
import { type PostPlace, placeOf } from "../staff/posts.ts";
import { staffPlaces } from "../staff/staff-rows.ts";

/** argon2id hash of the common password with the lowest cost, because tests sign in hundreds of times. */
const passwordHash =
  "$argon2id$v=19$m=8,t=1,p=1$NC7SnI70Y6oToPXQbvQ7Cg$ewB7PFRhlTj3jm+haf3wubRNmKafi3rC5p9/Ugl4dzY";

/** Password and one-time code secret of all test staff. */
export const staffAccess = {
  password: "a-password-of-tests",
  totp: "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
};

interface TestStaff extends PostPlace {
  readonly username: string;
  readonly name: string;
}

const person = (
  username: string,
  role: PostPlace["role"],
  place: Partial<Omit<PostPlace, "role">> = {},
): TestStaff => ({ username, name: `测试${username}`, ...placeOf({ role, ...place }) });

export const testStaff: readonly TestStaff[] = [
  person("reviewer-1", "reviewer"),
  person("senior-reviewer", "senior-reviewer"),
  person("service", "service"),
  person("finance-1", "finance"),
  person("finance-2", "finance"),
  person("school-admin", "school-admin", { schoolCode: "10559" }),
  person("department-admin", "department-admin", {
    schoolCode: "10559",
    department: "信息科学技术学院",
  }),
  person("province-admin", "province-admin", { province: "44" }),
  person("operator", "operator"),
  person("operator-2", "operator"),
  person("auditor", "auditor"),
];

const dayMs = 86_400_000;

/** Adds a school with a project that is open at `now`. */
export async function addSchoolAndProject(db: Database, now: Date): Promise<void> {
  const world = openStudentWorld(db);
  await world.addSchool();
  const inDays = (days: number): Date => new Date(now.getTime() + days * dayMs);
  await world.addProject({ opensAt: inDays(-30), closesAt: inDays(180), confirmedAt: now });
}

/**
 * Adds the school and the staff. Columns are sealed with the development keys, so that a service without settings can
 * read them.
 */
export async function addSchoolAndStaff(db: Database, now: Date): Promise<void> {
  await addSchoolAndProject(db, now);
  const sealer = createSealer(readServiceConfig({}).secrets.sealKeys, randomBytes);
  const rows = testStaff.map(({ name, ...person }) => {
    const id = randomUUID();
    const sealed = {
      name: sealer.seal(name, staffPlaces.name(id)),
      totp: sealer.seal(staffAccess.totp, staffPlaces.totp(id)),
    };
    return { id, ...person, passwordHash, createdAt: now, ...sealed };
  });
  await db.insert(staff).values(rows);
}
