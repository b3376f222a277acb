/** Navigation after sign-in: back to the previous page, to the collection, or on to eligibility. */
import { goBack, replacePage } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";

/** `backTo`: `page` when the previous page required the sign-in. */
export async function goOnAfterSignIn(backTo: string): Promise<void> {
  if (backTo === "page") return goBack();
  const own = await call("listCollections", {});
  const latest = own.ok ? own.value.collections[0] : undefined;
  if (latest) replacePage("collection", { collectionId: latest.collectionId });
  else replacePage("eligibility");
}
