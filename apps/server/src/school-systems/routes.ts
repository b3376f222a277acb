/** Handlers of API keys and webhooks in the console, and of the routes that a school's systems call. */
import { type ApiKeyScope, educationCategories } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { asc } from "drizzle-orm";
import { type ApiKeyRights, type Call, handlersOf, type Refusal, refuse } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { projects } from "../infra/db/schema/index.ts";
import { confirmApiKey, createApiKey, revokeApiKey, rotateApiKey } from "./api-keys.ts";
import {
  createWebhook,
  pauseWebhook,
  removeWebhook,
  replayDelivery,
  testWebhook,
} from "./change-webhooks.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { listDeliveries, listWebhooks } from "./list-webhooks.ts";
import { readChanges, whereCovered } from "./read-changes.ts";
import { readSystemPhoto, readSystemPhotos, type SystemPhotoDeps } from "./read-system-photos.ts";

export interface SchoolSystemDeps
  extends SystemPhotoDeps,
    Pick<ServiceDeps, "ids" | "randomBytes"> {
  /** True outside production: a webhook may be on this machine, without TLS. */
  readonly allowsLoopback: boolean;
  readonly readProgress: (
    projectId: string,
    call: Call,
  ) => Promise<RouteAnswer<"readProjectProgress"> | Refusal>;
}

export const schoolSystemHandlers = (deps: SchoolSystemDeps) =>
  handlersOf({
    listApiKeys: ({ query }, call) => listApiKeys(deps, query, call),
    createApiKey: ({ body }, call) => createApiKey(deps, body, call),
    confirmApiKey: ({ params }, call) => confirmApiKey(deps, params.keyId, call),
    rotateApiKey: ({ params, body }, call) => rotateApiKey(deps, params.keyId, body, call),
    revokeApiKey: ({ params }, call) => revokeApiKey(deps, params.keyId, call),
    listWebhooks: ({ query }, call) => listWebhooks(deps, query, call),
    createWebhook: ({ body }, call) => createWebhook(deps, body.url, call),
    pauseWebhook: ({ params, body }, call) =>
      pauseWebhook(deps, params.webhookId, body.wanted === "paused", call),
    removeWebhook: ({ params }, call) => removeWebhook(deps, params.webhookId, call),
    testWebhook: ({ params }, call) => testWebhook(deps, params.webhookId, call),
    listWebhookDeliveries: ({ query }, call) => listDeliveries(deps, query, call),
    replayWebhookDelivery: ({ params }, call) => replayDelivery(deps, params.deliveryId, call),
    readSystemProjects: (_input, call) => withScope(call, null, (key) => readProjects(deps, key)),
    readSystemProgress: ({ query: { projectId } }, call) =>
      withScope(call, "progress", async (key) =>
        key.projectIds?.includes(projectId) === false
          ? refuse("not-found", {})
          : deps.readProgress(projectId, call),
      ),
    readSystemChanges: ({ query }, call) =>
      withScope(call, "progress", (key) => readChanges(deps, key, query, call)),
    readSystemPhoto: ({ params }, call) =>
      withScope(call, "photos", (key) => readSystemPhoto(deps, key, params.collectionId, call)),
    readSystemPhotos: ({ query }, call) =>
      withScope(call, "photos", (key) => readSystemPhotos(deps, key, query, call)),
  });

/** Refuses a key without the scope; null: every key may. */
async function withScope<Answer>(
  { caller: { apiKey } }: Call,
  scope: ApiKeyScope | null,
  work: (key: ApiKeyRights) => Promise<Answer>,
): Promise<Answer | Refusal<"api-key-scope">> {
  if (!apiKey) throw new Error("A caller without an API key reached a route of schools' systems");
  if (scope !== null && !apiKey.scopes.includes(scope)) return refuse("api-key-scope", { scope });
  return work(apiKey);
}

async function readProjects(
  { db }: Pick<ServiceDeps, "db">,
  key: ApiKeyRights,
): Promise<RouteAnswer<"readSystemProjects">> {
  const rows = await db
    .select()
    .from(projects)
    .where(whereCovered(key))
    .orderBy(asc(projects.opensAt), asc(projects.id));
  return {
    projects: rows.map(({ id, educationCategory, graduationYear, opensAt, closesAt }) => ({
      projectId: id,
      categoryLabel: educationCategories[educationCategory],
      graduationYear,
      opensAt: opensAt.toISOString(),
      closesAt: closesAt.toISOString(),
    })),
  };
}
