/** The complete service with two schools, administrators who are signed in, and completed collections. */
import { randomUUID } from "node:crypto";
import type { ReviewReasonCode, Role } from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { z } from "zod";
import { openAttemptWorld, photoOf } from "../../collections/testing/attempt-world.ts";
import { reviewTasks, sessions } from "../../infra/db/schema/index.ts";
import { sessionTokenSha256 } from "../../infra/session-token.ts";
import { openTestApi } from "../../testing/open-api.ts";
import { decidedTask } from "../../testing/review-task-rows.ts";

export const schoolCode = "10559";
type Wish = ParsedInput<"createApiKey">["body"];

/** Opens the environment. Call it at the top of a test file. */
export async function openSchoolSystemWorld() {
  const api = await openTestApi();
  const { db, call, clock, objects } = api;
  const world = openAttemptWorld(db);
  clock.now = world.deps.clock();
  await world.addSchool();
  await world.addSchool({ code: "10558", name: "中山大学" });
  const { id: projectId } = await world.addProject();
  const { id: foreignProject } = await world.addProject({ schoolCode: "10558" });

  async function signIn(role: Role, school: string | null = null) {
    const staffId = await world.addStaff(role, school);
    const token = randomUUID();
    const times = {
      createdAt: clock.now,
      lastSeenAt: clock.now,
      expiresAt: new Date(clock.now.getTime() + 1e12),
    };
    await db
      .insert(sessions)
      .values({ tokenSha256: sessionTokenSha256(token), role, staffId, ...times });
    return { token, staffId };
  }
  const admin = await signIn("school-admin", schoolCode);
  const second = await signIn("school-admin", schoolCode);
  const stranger = await signIn("school-admin", "10558");
  const operator = await signIn("operator");

  const create = async (wish: Partial<Wish> = {}, by = admin) => {
    const body = {
      name: "教务系统",
      scopes: ["progress", "photos"],
      projects: null,
      networks: ["127.0.0.0/8"],
      days: 90,
    };
    const answer = await call("createApiKey", { token: by.token, body: { ...body, ...wish } });
    return z.object({ keyId: z.string(), token: z.string() }).parse(answer.body);
  };
  const confirm = (keyId: string, by = second) =>
    call("confirmApiKey", { token: by.token, params: { keyId } });

  return {
    ...api,
    signIn,
    ...{ world, projectId, foreignProject, admin, second, stranger, operator, create, confirm },
    /** Creates a key that a second administrator has confirmed. */
    addKey: async (wish: Partial<Wish> = {}): Promise<string> => {
      const { keyId, token } = await create(wish);
      await confirm(keyId);
      return token;
    },
    /** Submits the attempt, and rejects it with these reasons. */
    rejectPhoto: async (
      collectionId: string,
      attemptId: string,
      reasons: readonly ReviewReasonCode[],
    ) => {
      await world.move(collectionId, "submit", "student", { attempt: attemptId });
      const reviewerId = await world.addStaff("reviewer");
      const of = { collectionId, attemptId, reviewerId, at: clock.now };
      await db
        .insert(reviewTasks)
        .values(decidedTask({ ...of, decision: "reject", reasons: [...reasons] }));
      await world.move(
        collectionId,
        "reject",
        "reviewer",
        { reason: { serverText: "眼镜" } },
        reviewerId,
      );
    },
    /** Adds a completed collection whose photo is stored. */
    addCompleted: async (project = projectId) => {
      const made = await world.addApproved(project);
      await objects.put(`p/${made.attemptId}`, photoOf(made.attemptId));
      await world.move(made.collectionId, "queue-upload", "system");
      await world.move(made.collectionId, "accepted", "system", { receipt: "r" });
      return made;
    },
  };
}
