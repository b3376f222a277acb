/** Students with every kind of stored data, and the download of that data as a ZIP, for tests. */
import { pathOf } from "@gradphoto/domain";
import { and, eq, ne } from "drizzle-orm";
import { photoOf } from "../../collections/testing/attempt-world.ts";
import { openStudentWorld } from "../../collections/testing/student-world.ts";
import { refuse } from "../../core/call.ts";
import { openForeignWorld, type Progress } from "../../http/testing/foreign-world.ts";
import {
  attempts,
  identityEvidence,
  invoiceRequests,
  reviewTasks,
} from "../../infra/db/schema/index.ts";
import { sha256Of } from "../../infra/object-store/read-checked.ts";
import { sessionTokenSha256 } from "../../infra/session-token.ts";
import { openTestApi } from "../../testing/open-api.ts";
import { type ZipsInProgress, zipMyData } from "../zip-my-data.ts";

/** Opens the environment. Call it at the top of a test file. */
export async function openZipWorld() {
  const { db, pool, app, call, clock, objects } = await openTestApi();
  const world = await openForeignWorld({ db, pool }, objects);
  clock.now = world.clock();
  const { sealer, ids, warn } = openStudentWorld(db).deps;

  /** Adds a student with every kind of stored data. */
  async function addStoredFile(progress: Progress) {
    const owner = await world.addOwner(progress);
    const { attemptId, collectionId, invoiceId } = owner.ids;
    // Leaves only one photo of the foreign student.
    await db.delete(reviewTasks).where(eq(reviewTasks.collectionId, collectionId));
    await db
      .delete(attempts)
      .where(and(eq(attempts.collectionId, collectionId), ne(attempts.id, attemptId)));
    const [original, displayed, evidence] = [
      photoOf(`${attemptId} o`),
      photoOf(`${attemptId} s`),
      photoOf(collectionId),
    ];
    const invoice = Buffer.from(`%PDF-1.7 ${invoiceId}`);
    const keys = {
      original: `o/${attemptId}`,
      displayed: `s/${attemptId}`,
      photo: `p/${attemptId}`,
      evidence: `e/${collectionId}`,
      invoice: `i/${invoiceId}`,
    };
    await objects.put(keys.original, original);
    await objects.put(keys.displayed, displayed);
    await objects.put(keys.evidence, evidence);
    await objects.put(keys.invoice, invoice);
    await db
      .update(attempts)
      .set({
        originalSha256: sha256Of(original),
        displayKey: keys.displayed,
        displaySha256: sha256Of(displayed),
        displayedAt: clock.now,
      })
      .where(eq(attempts.id, attemptId));
    const input = {
      collectionId,
      kind: "statement",
      fileType: "jpeg",
      grantedAt: clock.now,
    } as const;
    await db
      .insert(identityEvidence)
      .values({ ...input, objectKey: keys.evidence, objectSha256: sha256Of(evidence) });
    const issued = {
      issuedAt: clock.now,
      invoiceNumber: "1",
      fileKey: keys.invoice,
      fileSha256: sha256Of(invoice),
    };
    await db.update(invoiceRequests).set(issued).where(eq(invoiceRequests.id, invoiceId));
    return { ...owner, keys };
  }

  const url = pathOf("downloadMyData", {}, { language: "zh" });
  const take = (token: string | null) =>
    app.inject({ url, headers: token === null ? {} : { authorization: `Bearer ${token}` } });

  const inProgress: ZipsInProgress = new Map();

  /** Calls the route's function directly, so that the test can read the ZIP in chunks. */
  const open = (
    { accountId, session }: { accountId: string; session: string },
    get: typeof objects.get,
  ) =>
    zipMyData(
      {
        ...{ db, clock: () => clock.now, ids, sealer, warn, objects: { get } },
        refundOnLeaving: async () => 0,
        codec: { fit: async (jpeg) => jpeg },
        makeReceipt: async () => refuse("order-not-paid", {}),
      },
      { accountId, tokenSha256: sessionTokenSha256(session), language: "zh" },
      inProgress,
    );

  return { db, pool, call, clock, objects, addStoredFile, take, inProgress, open };
}

/** Returns the names of the files, with № for each order number. */
export const namesOf = (files: object): string[] =>
  Object.keys(files).map((name) => name.replace(/[0-9a-f]{32}/, "№"));
