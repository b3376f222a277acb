/**
 * Routes of the configuration: current values, proposals that wait for a second operator, and the history of changes.
 */
import { z } from "zod";
import { bilingualSchema, id, instant, openCode, pageQuery, writtenText } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { listedPhotoSpecSchema } from "../photo-standard/spec-schemas.ts";
import { allConfigurationItems } from "./configuration-items.ts";
import { configurationChangeList } from "./lists.ts";
import { anyConfigurationValue, fitsItem } from "./schemas.ts";

const item = z.enum(allConfigurationItems);
/** Empty for an item with a single value. */
const subject = z.string().max(100);
const params = z.object({ changeId: id });

const proposed = z.object({
  changeId: id,
  value: anyConfigurationValue,
  words: bilingualSchema,
  why: z.string(),
  proposedBy: z.string(),
  proposedAt: instant,
  /** The caller may confirm or decline the change; its proposer may withdraw it instead. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});

const setting = z.object({
  item,
  subject,
  label: bilingualSchema,
  value: anyConfigurationValue,
  words: bilingualSchema,
  /** The change that set the current value; null: the initial value applies. */
  changeId: id.nullable(),
  since: instant.nullable(),
  proposedBy: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  waiting: proposed.nullable(),
});

const change = itemOf(configurationChangeList, { changeId: id, item, subject, state: openCode });

const decided = ["not-found", "configuration-not-waiting"] as const;

export const configurationRoutes = {
  readConfiguration: {
    summary: {
      zh: "配置：现行的值与待确认的提议",
      en: "The configuration: values in force, and what waits for a second operator",
    },
    roles: ["operator", "auditor"],
    answers: z.object({
      /** Items with a single value, then checks that differ from their spec or have a proposal. */
      settings: z.array(setting),
      /** Base URL of links in messages, without a trailing slash; used for their preview. */
      publicUrl: z.string(),
    }),
  },
  readPhotoSpecs: {
    summary: {
      zh: "照片规格：系统自带的，以及运营者自己的",
      en: "The photo specs: those that are shipped, and the operator's own",
    },
    roles: ["school-admin", "operator", "auditor"],
    answers: z.object({ specs: z.array(listedPhotoSpecSchema) }),
  },
  listConfigurationChanges: {
    summary: { zh: "配置的变更记录", en: "Changes of the configuration, latest first" },
    roles: configurationChangeList.roles,
    query: z.object({ ...filtersOf(configurationChangeList), ...pageQuery }),
    answers: z.object({ changes: z.array(change), next: z.string().nullable() }),
  },
  proposeConfiguration: {
    summary: {
      zh: "提议另一个值，由另一位运营管理员确认后生效",
      en: "Propose another value, in force once another operator has confirmed it",
    },
    roles: ["operator"],
    body: z
      .object({
        item,
        subject,
        value: anyConfigurationValue,
        /** The change that was in force when the proposer saw the page; null: the initial value. */
        seen: id.nullable(),
        why: writtenText(300),
      })
      .refine(({ item: code, subject: of, value }) => fitsItem(code, of, value), {
        path: ["value"],
      }),
    answers: change,
    errors: [
      "configuration-waits",
      "configuration-value-changed",
      "configuration-unchanged",
      "message-words-placeholder-missing",
      "message-words-placeholder-unknown",
      "message-words-too-long",
      "message-words-foreign-link",
      "message-words-signature",
    ],
  },
  confirmConfiguration: {
    summary: {
      zh: "确认另一位运营管理员的提议，随即生效",
      en: "Confirm another operator's proposal: in force at once",
    },
    roles: ["operator"],
    params,
    answers: change,
    errors: [
      ...decided,
      "configuration-own-proposal",
      "configuration-proposer-not-operator",
      "configuration-changed",
      "configuration-unfit",
    ],
  },
  declineConfiguration: {
    summary: {
      zh: "不同意另一位运营管理员的提议，并说明原因",
      en: "Decline another operator's proposal, with a reason",
    },
    roles: ["operator"],
    params,
    /** `why`: shown to the proposer. */
    body: z.object({ why: writtenText(300) }),
    answers: change,
    errors: [...decided, "configuration-own-proposal"],
  },
  withdrawConfiguration: {
    summary: { zh: "撤回自己的提议", en: "Withdraw one's own proposal" },
    roles: ["operator"],
    params,
    answers: change,
    errors: [...decided, "configuration-others-proposal"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
