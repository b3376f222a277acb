/** Handlers of helper photography (帮拍). */
import type { PhotoSource } from "@gradphoto/domain";
import {
  accountOf,
  handlersOf,
  isRefusal,
  type ReceivePicture,
  type Refusal,
} from "../core/call.ts";
import {
  claimHelperLink,
  helperStatus,
  issueHelperLink,
  type LinkDeps,
  linkOf,
} from "./helper-link.ts";

export interface HelperUpload {
  readonly collectionId: string;
  readonly accountId: string;
  readonly byRole: "helper";
  readonly source: PhotoSource;
  readonly receivePicture: ReceivePicture;
  readonly idempotencyKey: string;
}

export interface HelperDeps extends LinkDeps {
  /** Uploads a photo on the path that all photos share; returns the attempt's id. */
  readonly upload: (upload: HelperUpload) => Promise<string | Refusal>;
}

export const helperHandlers = (deps: HelperDeps) =>
  handlersOf({
    issueHelperLink: async ({ params }, call) =>
      issueHelperLink(deps, accountOf(call), params.collectionId),
    claimHelperLink: async ({ body }) => claimHelperLink(deps, body.token),
    helperUpload: async ({ query, receivePicture, idempotencyKey }, { caller }) => {
      const link = await linkOf(deps.db, caller);
      if (isRefusal(link)) return link;
      const { collectionId, accountId } = link;
      const { source } = query;
      const uploaded = await deps.upload({
        collectionId,
        accountId,
        byRole: "helper",
        source,
        receivePicture,
        idempotencyKey,
      });
      return isRefusal(uploaded) ? uploaded : helperStatus(deps.db, link);
    },
    helperStatus: async (_, { caller }) => {
      const link = await linkOf(deps.db, caller);
      return isRefusal(link) ? link : helperStatus(deps.db, link);
    },
  });
