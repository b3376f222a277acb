/** Navigation after sign-in: back to the previous page, to the collection, or on to eligibility. */
import type { ReactNode } from "react";
import { goBack, replacePage } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";

/** Props of each sign-in method: the consent, and whether it was given. */
export interface ConsentedProps {
  /** When false, it has already displayed what is missing. */
  readonly mayGoOn: () => boolean;
  /** Consent checkbox, right above the button that needs it. */
  readonly consent: ReactNode;
}

/** `backTo`: `page` when the previous page required the sign-in. */
export async function goOnAfterSignIn(backTo: string): Promise<void> {
  if (backTo === "page") return goBack();
  const own = await call("listCollections", {});
  const latest = own.ok ? own.value.collections[0] : undefined;
  if (latest) replacePage("collection", { collectionId: latest.collectionId });
  else replacePage("eligibility");
}
