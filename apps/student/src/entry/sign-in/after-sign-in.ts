/** Where a student who has just signed in goes: back to what they were doing, to their collection, or on to eligibility. */
import { goBack, replacePage } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";

/** `backTo`: `page` when signing in was asked for by the page before. */
export async function goOnAfterSignIn(backTo: string): Promise<void> {
  if (backTo === "page") return goBack();
  const own = await call("listCollections", {});
  const latest = own.ok ? own.value.collections[0] : undefined;
  if (latest) replacePage("collection", { collectionId: latest.collectionId });
  else replacePage("eligibility");
}
