/** Routes for operators on batches of photos for the registry. */
import { z } from "zod";
import { reasonSchema, schoolStudentSchema } from "../collections/routes.ts";
import { consentSchema } from "../consents/routes.ts";
import {
  bilingualSchema,
  dayQuery,
  id,
  instant,
  openCode,
  pageQuery,
  tone,
} from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { allEvidenceKinds } from "./identity-outcomes.ts";
import { batchList, identityCheckList, registryRefusalList } from "./lists.ts";

const count = z.int().min(0);

/** `receipt`: the registry's receipt of the upload. `tries`: attempts since the last success. */
const batch = itemOf(batchList, {
  batchId: id,
  /** `queued`, `sent` or `settled`. */
  state: openCode,
  counts: z.object({ open: count, accepted: count, refused: count }),
});

const inCollection = z.object({ collectionId: id });

const identityCheck = z.object({
  /** `failed`, `doubtful` or `abnormal`. */
  outcome: openCode,
  label: bilingualSchema,
  tone,
  advice: bilingualSchema,
  evidence: z.array(
    z.object({
      kind: openCode,
      label: bilingualSchema,
      about: bilingualSchema,
      /** null: not submitted yet. */
      grantedAt: instant.nullable(),
    }),
  ),
  /** Time at which the school last downloaded the evidence; null if it has not. */
  takenAt: instant.nullable(),
  /** Evidence is refused without this consent. */
  consent: consentSchema,
});

export const registryRoutes = {
  readIdentityCheck: {
    summary: {
      zh: "身份核验结果与身份材料",
      en: "Result of the identity check, and the evidence submitted",
    },
    roles: ["student"],
    params: inCollection,
    answers: identityCheck,
    errors: ["not-found", "no-identity-check"],
  },
  giveEvidence: {
    summary: {
      zh: "提交身份材料（须先同意 evidence）",
      en: "Give a picture as evidence, with the consent `evidence`; it takes the place of one of its kind",
    },
    roles: ["student"],
    params: inCollection,
    query: z.object({ evidenceKind: z.enum(allEvidenceKinds) }),
    answers: identityCheck,
    errors: [
      "not-found",
      "no-identity-check",
      "consent-missing",
      "evidence-consent-missing",
      "photo-broken",
      "moved-meanwhile",
    ],
  },
  listIdentityChecks: {
    summary: {
      zh: "身份核验",
      en: "Students of a project whose identity the registry has to check, latest first",
    },
    roles: identityCheckList.roles,
    params: z.object({ projectId: id }),
    query: z.object(pageQuery),
    answers: z.object({
      students: z.array(
        itemOf(identityCheckList, { collectionId: id, student: schoolStudentSchema }),
      ),
      next: z.string().nullable(),
    }),
    errors: ["not-found"],
  },
  takeEvidence: {
    summary: {
      zh: "下载身份材料",
      en: "The evidence as a ZIP, its files named by student number and name",
    },
    roles: ["school-admin"],
    params: inCollection,
    answers: z.object({}),
    errors: [
      "not-found",
      "no-identity-check",
      "no-evidence-submitted",
      "evidence-not-agreed",
      "moved-meanwhile",
    ],
  },
  listRegistryBatches: {
    summary: { zh: "上网批次", en: "Batches for the registry, latest first" },
    roles: batchList.roles,
    query: z.object(pageQuery),
    answers: z.object({ batches: z.array(batch), next: z.string().nullable() }),
  },
  readRegistryBatch: {
    summary: { zh: "查看上网批次", en: "One batch with every photo's answer" },
    roles: ["operator"],
    params: z.object({ batchId: id }),
    answers: batch.extend({
      items: z.array(
        z.object({
          itemId: id,
          collectionId: id,
          attemptId: id,
          state: openCode,
          receipt: z.string().nullable(),
          reason: reasonSchema.nullable(),
          /** Our own findings on the fault that the registry refused. */
          findingIds: z.array(openCode),
          settledAt: instant.nullable(),
        }),
      ),
    }),
    errors: ["not-found"],
  },
  readRegistryFindings: {
    summary: {
      zh: "学信网退回与我们的检查对照：各检查漏过多少",
      en: "Refusals of the registry compared with our own findings: what each check let pass",
    },
    roles: ["operator"],
    query: z.object({ fromDay: dayQuery, untilDay: dayQuery }),
    answers: z.object({
      acceptedPhotos: count,
      refusedPhotos: count,
      reasons: z.array(
        z.object({
          reason: reasonSchema,
          refused: count,
          /** True if the registry refused the photo for a fault that none of our checks covers. */
          unwatched: z.boolean(),
        }),
      ),
      /** Results of our checks on photos that the registry refused for a fault the check covers. */
      checks: z.array(
        z.object({
          check: openCode,
          title: bilingualSchema,
          /** The check passed: a false pass. */
          passed: count,
          /** The check asked the reviewer to look. */
          noted: count,
          /** The check could not judge. */
          unjudged: count,
          /** The measurement was deleted at the end of its retention. */
          forgotten: count,
          /** False passes divided by accepted photos; null if none was accepted. */
          perAccepted: z.number().min(0).nullable(),
        }),
      ),
    }),
  },
  listRegistryRefusals: {
    summary: { zh: "学信网退回的照片", en: "Photos that the registry sent back, latest first" },
    roles: registryRefusalList.roles,
    query: z.object({
      /** `check`: only photos refused for a fault that this check covers. Days are those of the registry's answer. */
      ...filtersOf(registryRefusalList),
      ...pageQuery,
    }),
    answers: z.object({
      refusals: z.array(
        itemOf(registryRefusalList, {
          itemId: id,
          attemptId: id,
          batchId: id,
          reason: reasonSchema,
          /** Findings of our checks that cover the fault. */
          findings: z.array(
            z.object({
              check: openCode,
              title: bilingualSchema,
              verdict: openCode,
              value: z.number().nullable(),
              unit: openCode,
            }),
          ),
        }),
      ),
      next: z.string().nullable(),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
