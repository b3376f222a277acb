/**
 * All lists, one line each. The console displays those with a route, staff export those with a file, and the list
 * benchmark requests each.
 */
import { auditList } from "../audit/lists.ts";
import { finishedPhotoList, schoolCollectionList } from "../collections/lists.ts";
import { configurationChangeList } from "../configuration/lists.ts";
import type { FilePart, List } from "../core/list.ts";
import { limitChangeList } from "../limits/lists.ts";
import { messageList } from "../messages/lists.ts";
import {
  differenceList,
  incomeList,
  invoiceList,
  ledgerList,
  orderList,
  refundList,
} from "../payments/lists.ts";
import { projectList, provinceList, stalledList } from "../projects/lists.ts";
import { batchList, identityCheckList, registryRefusalList } from "../registry/lists.ts";
import { retentionRunList } from "../retention/lists.ts";
import { decisionList, honeypotList, leaseList } from "../reviews/lists.ts";
import { apiKeyList, webhookDeliveryList, webhookList } from "../school-systems/lists.ts";
import { schoolList } from "../schools/lists.ts";
import { serviceCaseList } from "../service-desk/lists.ts";
import { staffList } from "../staff/lists.ts";

const lists = [
  projectList,
  schoolCollectionList,
  stalledList,
  provinceList,
  finishedPhotoList,
  serviceCaseList,
  orderList,
  refundList,
  ledgerList,
  incomeList,
  differenceList,
  invoiceList,
  auditList,
  honeypotList,
  decisionList,
  leaseList,
  messageList,
  batchList,
  identityCheckList,
  registryRefusalList,
  limitChangeList,
  configurationChangeList,
  retentionRunList,
  staffList,
  schoolList,
  apiKeyList,
  webhookList,
  webhookDeliveryList,
] as const satisfies readonly List[];

type AnyList = (typeof lists)[number];
type ListFile = Extract<AnyList, { readonly file: object }>;
type ListPage = Extract<AnyList, { readonly route: string }>;

export type ExportKind = ListFile["file"]["kind"];

/** The list that belongs to a kind of export. */
export type ListOfKind<Kind extends ExportKind> = Extract<
  ListFile,
  { readonly file: { readonly kind: Kind } }
>;

/** Lists that are a page of the console. */
export const listPages: readonly ListPage[] = lists.flatMap((list) =>
  "route" in list ? [list] : [],
);

/** Lists that can be exported as a file. */
const listFiles: readonly ListFile[] = lists.flatMap((list) => ("file" in list ? [list] : []));

export const allExportKinds: readonly ExportKind[] = listFiles.map(({ file }) => file.kind);

export const isExportKind = (code: string): code is ExportKind =>
  allExportKinds.some((kind) => kind === code);

export interface ExportedList extends List {
  readonly file: FilePart<ExportKind, string>;
}

export function exportedList(kind: ExportKind): ExportedList {
  const list = listFiles.find(({ file }) => file.kind === kind);
  if (!list) throw new Error(`No list is taken out as ${kind}`);
  return list;
}
