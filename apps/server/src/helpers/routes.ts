/** The handlers of 帮拍. */
import type { PhotoSource } from "@gradphoto/domain";
import { type Handlers, isRefusal, type Refusal } from "../core/call.ts";
import { accountOf } from "../core/caller.ts";
import { claimHelperLink, issueHelperLink, type LinkNeeds, linkOf } from "./helper-link.ts";
import { helperStatus } from "./helper-status.ts";

export interface HelperUpload {
  readonly collectionId: string;
  readonly accountId: string;
  readonly byRole: "helper";
  readonly source: PhotoSource;
  readonly picture: Uint8Array;
  readonly idempotencyKey: string;
}

export interface HelperNeeds extends LinkNeeds {
  /** The one way every photo comes in; answers the attempt's id. */
  readonly upload: (upload: HelperUpload) => Promise<string | Refusal>;
}

export const helperHandlers = (
  needs: HelperNeeds,
): Pick<Handlers, "issueHelperLink" | "claimHelperLink" | "helperUpload" | "helperStatus"> => ({
  issueHelperLink: async ({ params }, call) => issueHelperLink(needs, accountOf(call), params.collectionId),
  claimHelperLink: async ({ body }) => claimHelperLink(needs, body.token),
  helperUpload: async ({ query, picture, idempotencyKey }, { caller }) => {
    const link = await linkOf(needs.db, caller);
    if (isRefusal(link)) return link;
    const { collectionId, accountId } = link;
    const { source } = query;
    const uploaded = await needs.upload({
      collectionId,
      accountId,
      byRole: "helper",
      source,
      picture,
      idempotencyKey,
    });
    return isRefusal(uploaded) ? uploaded : helperStatus(needs.db, link);
  },
  helperStatus: async (_, { caller }) => {
    const link = await linkOf(needs.db, caller);
    return isRefusal(link) ? link : helperStatus(needs.db, link);
  },
});
