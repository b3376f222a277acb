/** Creates a student before payment, with a separate project and a WeChat identity. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { startCollection } from "../../collections/start-collection.ts";
import type { StudentWorld } from "../../collections/testing/student-world.ts";
import type { ProjectRow } from "../../core/project/present-project.ts";
import type { Clock } from "../../infra/clock.ts";
import type { Database } from "../../infra/db/database.ts";
import { accountIdentities } from "../../infra/db/schema/index.ts";
import { accepted, studentCall } from "../../testing/calls.ts";
import type { Sandbox } from "../../testing/child-processes.ts";

const people = z.object({
  id: z.string(),
  miniProgramOpenid: z.string(),
  officialAccountOpenid: z.string(),
});

export const dayS = 86_400;

export interface StudentPlace {
  readonly db: Database;
  readonly sandbox: Sandbox;
  readonly students: StudentWorld;
  readonly clock: Clock;
}

/** Fields of the project. `graduationYear` is required because a school has only one project per year. */
export type ProjectInput = Partial<ProjectRow> & Pick<ProjectRow, "graduationYear">;

export async function addPayStudent(place: StudentPlace, project: ProjectInput) {
  const { students, clock } = place;
  students.passTime(clock().getTime() - students.deps.clock().getTime());
  const accountId = await students.addAccount();
  const { id: projectId } = await students.addProject({
    opensAt: new Date(clock().getTime() - 1000),
    closesAt: new Date(clock().getTime() + 90 * dayS * 1000),
    ...project,
  });
  const readingId = await students.addVerifiedReading(accountId, projectId, `code-${projectId}`);
  const collectionId = accepted(
    await startCollection({ ...students.deps, clock }, readingId, accountId),
  );
  await addIdentities(place, accountId);
  return { accountId, collectionId, projectId, call: studentCall(accountId) };
}

export type PayStudent = Awaited<ReturnType<typeof addPayStudent>>;

async function addIdentities(
  { db, sandbox, students, clock }: StudentPlace,
  accountId: string,
): Promise<void> {
  const person = people.parse(await sandbox.control("POST", "/wechat/users", {}));
  const { miniProgram, officialAccount } = sandbox.settings.wechat;
  const apps = [
    [miniProgram.appid, person.miniProgramOpenid],
    [officialAccount.appid, person.officialAccountOpenid],
  ] as const;
  const { sealer, searchHash } = students.deps;
  const rows = apps.map(([appid, openid]) => {
    const id = randomUUID();
    const sealed = sealer.seal(openid, { column: "account_identities.openid", rowId: id });
    return {
      id,
      accountId,
      appid,
      openid: sealed,
      openidHash: searchHash("wechat-openid", openid),
      createdAt: clock(),
    };
  });
  await db.insert(accountIdentities).values(rows);
}
