/** An earlier photo of the student whose submission the reviewer has in hand or decided on. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { attempts } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { mayRead } from "./show-review.ts";

/** Each look is recorded when a picture is opened. */
export async function readEarlierPhoto(
  deps: ReviewDeps,
  { collectionId, attemptId }: { readonly collectionId: string; readonly attemptId: string },
  call: Call,
): Promise<RouteAnswer<"readEarlierPhoto"> | Refusal> {
  if (!(await mayRead(deps, collectionId, call))) return refuse("not-found", {});
  const isThis = and(eq(attempts.id, attemptId), eq(attempts.collectionId, collectionId));
  const [found] = await deps.db.select().from(attempts).where(isThis);
  if (!found) return refuse("not-found", {});
  const { number, createdAt } = found;
  return { attemptId, number, createdAt: createdAt.toISOString(), ...(await deps.signPictures(attemptId, call)) };
}
