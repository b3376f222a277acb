/** Test environment with a school, an open project, an in-memory issuer and the code handlers. */
import { randomUUID } from "node:crypto";
import { afterAll } from "vitest";
import { daysFromStart, openStudentWorld } from "../../collections/testing/student-world.ts";
import { createRateLimits } from "../../infra/rate-limit.ts";
import { accepted, studentCall } from "../../testing/calls.ts";
import { openTestDatabase } from "../../testing/resources.ts";
import { createPictureReader } from "../picture-reader.ts";
import { codeHandlers } from "../routes.ts";
import { createFakeIssuer, type FakeCode } from "./fake-issuer.ts";

export async function openCodeWorld() {
  const database = await openTestDatabase();
  const { db } = database;
  const world = openStudentWorld(db);
  const fake = createFakeIssuer();
  const { read: readPicture, close } = createPictureReader({
    heic: false,
    timeoutMs: 3000,
    maxWaiting: 8,
  });
  afterAll(close);
  const start = () =>
    codeHandlers({
      ...world.deps,
      rateLimits: createRateLimits(world.deps),
      issuer: fake.issuer,
      readPicture,
    });
  let handlers = start();
  await world.addSchool();
  const { id: projectId } = await world.addProject();

  /** Returns the text of a code that the issuer knows. Its last four characters are 002X. */
  function issue(fields: Partial<FakeCode> = {}): string {
    const codeId = randomUUID();
    const text = `code:${codeId}`;
    fake.codes.set(text, {
      codeId,
      schoolCode: "10559",
      category: "bachelor",
      graduationYear: 2027,
      expiresAt: daysFromStart(30),
      lastFour: "002X",
      student: {},
      ...fields,
    });
    return text;
  }

  const read = (text: string, by: string) => handlers.readCode({ body: { text } }, studentCall(by));

  return {
    ...database,
    world,
    fake,
    projectId,
    issue,
    read,
    verify: (readingId: string, lastFour: string, by: string) =>
      handlers.verifyCode({ body: { readingId, lastFour } }, studentCall(by)),
    readingOf: async (text: string, by: string): Promise<string> =>
      accepted(await read(text, by)).readingId,
    /** Simulates a server restart: only the database persists. */
    restart: (): void => {
      handlers = start();
    },
  };
}
