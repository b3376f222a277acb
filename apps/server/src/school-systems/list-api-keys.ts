/** API keys as the console displays them, latest first. */
import {
  type ApiKeyState,
  apiKeyScopes,
  apiKeyStates,
  type Bilingual,
  educationCategories,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, inArray, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Call, staffOf } from "../core/call.ts";
import { byTime, readPage } from "../core/page.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { staffName, staffNameColumns } from "../core/staff-name.ts";
import { apiKeys, projects, schools, staff, type webhooks } from "../infra/db/schema/index.ts";

export type ApiKeyRow = typeof apiKeys.$inferSelect;

/** Condition on API keys or webhooks: those of the caller's school; operators see every school's. */
export const ofSchool = (
  { caller: { schoolCode } }: Call,
  column: typeof apiKeys.schoolCode | typeof webhooks.schoolCode = apiKeys.schoolCode,
): SQL | undefined => (schoolCode === null ? undefined : eq(column, schoolCode));

function stateOf({ revokedAt, confirmedBy, expiresAt }: ApiKeyRow, now: Date): ApiKeyState {
  if (revokedAt !== null) return "revoked";
  if (expiresAt <= now) return "expired";
  return confirmedBy === null ? "proposed" : "active";
}

export const isActive = (key: ApiKeyRow, now: Date): boolean => stateOf(key, now) === "active";

const creator = alias(staff, "creator");
const confirmer = alias(staff, "confirmer");

export async function listApiKeys(
  { db, sealer, clock }: Pick<ServiceDeps, "db" | "sealer" | "clock">,
  { schoolCode, ...page }: ParsedInput<"listApiKeys">["query"],
  call: Call,
): Promise<RouteAnswer<"listApiKeys">> {
  const filter = and(
    ofSchool(call),
    schoolCode === undefined ? undefined : eq(apiKeys.schoolCode, schoolCode),
  );
  const { rows, next } = await readPage(page, {
    key: byTime("latest-first", apiKeys.createdAt, apiKeys.id),
    select: ({ whereNext, order, limit }) =>
      db
        .select({
          key: apiKeys,
          schoolName: schools.name,
          createdBy: staffNameColumns(creator),
          confirmedBy: staffNameColumns(confirmer),
        })
        .from(apiKeys)
        .innerJoin(schools, eq(schools.code, apiKeys.schoolCode))
        .innerJoin(creator, eq(creator.id, apiKeys.createdBy))
        .leftJoin(confirmer, eq(confirmer.id, apiKeys.confirmedBy))
        .where(and(filter, whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ key }) => ({ at: key.createdAt, id: key.id }),
  });
  const projectIds = rows.flatMap(({ key }) => key.projectIds ?? []);
  const named = await db.select().from(projects).where(inArray(projects.id, projectIds));
  const names = new Map(named.map((project) => [project.id, nameOf(project)]));
  return {
    keys: rows.map(({ key, schoolName, createdBy, confirmedBy }) => {
      const state = stateOf(key, clock());
      const { label, tone } = apiKeyStates[state];
      return {
        keyId: key.id,
        schoolName,
        name: key.name,
        stateLabel: label,
        tone,
        scopes: key.scopes.map((scope) => apiKeyScopes[scope]),
        projects: joined(key.projectIds?.flatMap((id) => names.get(id) ?? []) ?? [everyProject]),
        networks: key.networks,
        createdBy: staffName(sealer, createdBy),
        confirmedBy: confirmedBy && staffName(sealer, confirmedBy),
        expiresAt: key.expiresAt.toISOString(),
        lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
        mayConfirm: state === "proposed" && key.createdBy !== staffOf(call),
        mayRotate: state === "active" && call.caller.role === "school-admin",
        mayRevoke: state === "active" || state === "proposed",
      };
    }),
    next,
  };
}

const everyProject: Bilingual = { zh: "全部", en: "all" };

const nameOf = ({ educationCategory, graduationYear }: typeof projects.$inferSelect): Bilingual => {
  const { zh, en } = educationCategories[educationCategory];
  return { zh: `${zh} ${graduationYear}`, en: `${en} ${graduationYear}` };
};

const joined = (names: readonly Bilingual[]): Bilingual => ({
  zh: names.map(({ zh }) => zh).join("、"),
  en: names.map(({ en }) => en).join(", "),
});
