/** Counts calls against the rate limits: before a handler runs, and after success for callers without a session. */
import type { RouteName } from "@gradphoto/domain";
import type { FastifyRequest } from "fastify";
import type { Caller } from "../core/call.ts";
import {
  accountLimits,
  type Limit,
  networkLimits,
  requestLimits,
  studentLimits,
} from "../core/limits.ts";
import { networkOf, type RateLimits } from "../infra/rate-limit.ts";
import { createRequestBound } from "./uploads.ts";

type Who = Pick<Caller, "tokenSha256" | "accountId" | "staffId">;
type Where = Pick<FastifyRequest, "ip" | "params">;

export interface RouteLimits {
  /** Returns the seconds to wait, or null when the call may proceed. */
  readonly check: (route: RouteName, caller: Who, request: Where) => Promise<number | null>;
  readonly afterSuccess: (route: RouteName, caller: Who, request: Where) => Promise<void>;
}

const ofRoute = (limits: readonly Limit[], route: RouteName): readonly Limit[] =>
  limits.filter(({ routes }) => routes?.includes(route));

export function createRouteLimits({
  left,
  spend,
}: Pick<RateLimits, "left" | "spend">): RouteLimits {
  const sessionBound = createRequestBound(requestLimits.session);
  return {
    check: async (route, { tokenSha256, accountId, staffId }, { ip, params }) => {
      if (tokenSha256 === null) {
        for (const limit of ofRoute(networkLimits, route)) {
          const { hits, retryAfterS } = await left(limit, networkOf(ip));
          if (hits === 0) return retryAfterS;
        }
        return null;
      }
      let waitS = sessionBound(tokenSha256, performance.now());
      const account = accountId ?? staffId ?? tokenSha256;
      for (const limit of ofRoute(accountLimits, route)) waitS ??= await spend(limit, account);
      for (const limit of ofRoute(studentLimits, route))
        waitS ??= await spend(limit, collectionIn(params));
      return waitS;
    },
    afterSuccess: async (route, { tokenSha256 }, { ip }) => {
      if (tokenSha256 !== null) return;
      for (const limit of ofRoute(networkLimits, route)) await spend(limit, networkOf(ip));
    },
  };
}

/** Returns the collection's id in its normal form, because a path may contain it in any case. */
const collectionIn = (params: unknown): string =>
  typeof params === "object" && params !== null && "collectionId" in params
    ? `${params.collectionId}`.toLowerCase()
    : "";
