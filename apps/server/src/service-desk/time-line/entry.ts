/** One entry of a collection's timeline, and the parts that its sources share. */
import { type Bilingual, isRole, roles } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import type { ServiceDeps } from "../../core/service-deps.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";

export type Entry = RouteAnswer<"readCollectionForService">["timeLine"][number];

export interface SourceDeps extends Pick<ServiceDeps, "db" | "sealer"> {
  readonly objects: Pick<ObjectStore, "get">;
}

/** Reads entries of one kind from the newest rows. */
export type Source = (deps: SourceDeps, collectionId: string) => Promise<readonly Entry[]>;

/** Maximum number of rows per source; longer than any timeline a person would read. */
export const mostRows = 200;

const plain = {
  tone: "neutral",
  byLabel: null,
  words: null,
  reasons: [],
  findings: [],
  attemptId: null,
  amountFen: null,
  number: null,
} as const;

type Reported = Pick<Entry, "kind" | "title"> & Partial<Omit<Entry, "at">> & { readonly at: Date };

export const entryOf = ({ at, ...rest }: Reported): Entry => ({
  ...plain,
  reasons: [],
  findings: [],
  ...rest,
  at: at.toISOString(),
});

/** Returns the label of a role. A role that a later version removed is displayed as stored. */
export const roleLabel = (role: string): Bilingual =>
  isRole(role) ? { zh: roles[role].zh, en: roles[role].en } : { zh: role, en: role };

/** Returns a colleague's role and name. */
export const staffLabel = (role: string, name: string): Bilingual => {
  const { zh, en } = roleLabel(role);
  return { zh: `${zh} ${name}`, en: `${en} ${name}` };
};
