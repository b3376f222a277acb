/** Routes of API keys: created by a school's administrator, confirmed by a second person, rotated and revoked. */
import { z } from "zod";
import { id, pageQuery, writtenText } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { allApiKeyScopes, apiKeyMaxDays, apiKeyMaxOverlapHours } from "./api-keys.ts";
import { apiKeyList } from "./lists.ts";

const { roles } = apiKeyList;
const params = z.object({ keyId: id });
/** `mayConfirm`: the caller is a second person and the key waits for one. */
const key = itemOf(apiKeyList, {
  keyId: id,
  mayConfirm: z.boolean(),
  mayRotate: z.boolean(),
  mayRevoke: z.boolean(),
});
/** `token`: sent only here and never stored. */
const shownOnce = z.object({ keyId: id, token: z.string() });

export const apiKeyRoutes = {
  listApiKeys: {
    summary: { zh: "学校的接口密钥", en: "API keys of the school, latest first" },
    roles,
    query: z.object({ ...filtersOf(apiKeyList), ...pageQuery }),
    answers: z.object({ keys: z.array(key), next: z.string().nullable() }),
  },
  createApiKey: {
    summary: {
      zh: "新建接口密钥：只显示一次，另一人确认后生效",
      en: "Create an API key: shown once, active once a second person has confirmed it",
    },
    roles: ["school-admin"],
    body: z.object({
      name: writtenText(60),
      scopes: z.array(z.enum(allApiKeyScopes)).min(1).max(allApiKeyScopes.length),
      /** null: every project of the school, also later ones. */
      projects: z.array(id).min(1).max(50).nullable(),
      /** CIDR blocks and single addresses from which the key may be used. */
      networks: z
        .array(z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()]))
        .min(1)
        .max(20),
      days: z.int().min(1).max(apiKeyMaxDays),
    }),
    answers: shownOnce,
    errors: ["not-found"],
  },
  confirmApiKey: {
    summary: {
      zh: "确认另一人新建的接口密钥，随即生效",
      en: "Confirm an API key of another person: active at once",
    },
    roles,
    params,
    answers: z.object({ keyId: id }),
    errors: ["not-found", "api-key-not-waiting", "api-key-own", "api-key-creator-left"],
  },
  rotateApiKey: {
    summary: {
      zh: "更换接口密钥：权限和到期日不变，旧的再用几小时",
      en: "Rotate an API key: same rights and expiry; the old token works for some hours more",
    },
    roles: ["school-admin"],
    params,
    body: z.object({ overlapHours: z.int().min(0).max(apiKeyMaxOverlapHours) }),
    answers: shownOnce,
    errors: ["not-found", "api-key-not-active"],
  },
  revokeApiKey: {
    summary: { zh: "停用接口密钥，立即生效", en: "Revoke an API key, at once" },
    roles,
    params,
    answers: z.object({ keyId: id }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
