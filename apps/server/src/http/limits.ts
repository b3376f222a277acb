/** Counts calls against the list of limits: before a handler runs, and for callers without a session once it succeeded. */
import type { RouteName } from "@gradphoto/domain";
import type { FastifyRequest } from "fastify";
import type { Caller } from "../core/call.ts";
import { actLimits, type Limit, networkLimits, requestLimits, studentLimits } from "../core/limits.ts";
import { networkOf } from "../infra/network-of.ts";
import type { RateLimits } from "../infra/rate-limit.ts";
import { createRequestBound } from "./request-bound.ts";

type Counted = Pick<Caller, "tokenSha256" | "accountId" | "staffId">;
type Asked = Pick<FastifyRequest, "ip" | "params">;

export interface RouteLimits {
  /** Seconds to wait; null when the call may go on. */
  readonly before: (route: RouteName, caller: Counted, request: Asked) => Promise<number | null>;
  readonly afterSuccess: (route: RouteName, caller: Counted, request: Asked) => Promise<void>;
}

const ofRoute = (limits: readonly Limit[], route: RouteName): readonly Limit[] =>
  limits.filter(({ routes }) => routes?.includes(route));

export function createRouteLimits({ left, spend }: Pick<RateLimits, "left" | "spend">): RouteLimits {
  const sessionBound = createRequestBound(requestLimits.session);
  return {
    before: async (route, { tokenSha256, accountId, staffId }, { ip, params }) => {
      if (tokenSha256 === null) {
        for (const limit of ofRoute(Object.values(networkLimits), route)) {
          const { hits, retryAfterS } = await left(limit, networkOf(ip));
          if (hits === 0) return retryAfterS;
        }
        return null;
      }
      const wait = sessionBound(tokenSha256, performance.now());
      if (wait !== null) return wait;
      const counts = [
        [actLimits, accountId ?? staffId ?? tokenSha256],
        [studentLimits, collectionIn(params)],
      ] as const;
      for (const [limits, subject] of counts) {
        for (const limit of ofRoute(limits, route)) {
          const retryAfterS = await spend(limit, subject);
          if (retryAfterS !== null) return retryAfterS;
        }
      }
      return null;
    },
    afterSuccess: async (route, { tokenSha256 }, { ip }) => {
      if (tokenSha256 !== null) return;
      for (const limit of ofRoute(Object.values(networkLimits), route)) await spend(limit, networkOf(ip));
    },
  };
}

/** An id has one spelling here, whatever capitals the path has. */
const collectionIn = (params: unknown): string =>
  typeof params === "object" && params !== null && "collectionId" in params
    ? String(params.collectionId).toLowerCase()
    : "";
