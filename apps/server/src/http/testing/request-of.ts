/** Builds a valid request of a route from its schemas. A new field without a sample value fails the tests. */
import { idempotencyKeyHeader } from "@gradphoto/domain";
import type { Route } from "@gradphoto/domain/routes";
import type { InjectOptions } from "fastify";

const anId = "0191e3a0-7c1f-4abc-8def-0123456789ab";

/** Sample strings by field name. */
const fittingFields: Readonly<Record<string, string>> = {
  code: "123456",
  phone: "13800000000",
  schoolCode: "10559",
  category: "bachelor",
  paper: "6in",
  size: "own",
  query: "暨南",
  text: "GPC1.a.b.c",
  projectId: anId,
  scene: "s=10559",
  of: "project",
  readingId: anId,
  lastFour: "123X",
  collectionId: anId,
  attemptId: anId,
  source: "camera",
  evidenceKind: "statement",
  token: "A".repeat(92),
  purpose: "face",
  channel: "native",
  provider: "wechat-pay",
  providerId: "campus",
  returned: "ticket=ST-1&state=A",
  ticket: "A".repeat(43),
  orderId: anId,
  title: "测试甲",
  email: "test@example.org",
  refundId: anId,
  state: "all",
  from: "2027-02-01",
  until: "2027-03-01",
  fromDay: "2027-02-01",
  untilDay: "2027-03-01",
  day: "2027-03-01",
  days: "3",
  differenceId: anId,
  taskId: anId,
  decisionId: anId,
  honeypotId: anId,
  note: "已核对",
  batchId: anId,
  check: "blur",
  reason: "a reason",
  evidence: "an evidence",
  limit: "20",
  username: "reviewer-1",
  password: "a password",
  oneTimeCode: "123456",
  reset: "password",
  exportId: anId,
  runId: anId,
  invoiceId: anId,
  invoiceNumber: "26112000000012345678",
  kind: "orders",
  format: "csv",
  language: "zh",
  pinyin: "ji nan da xue",
  hotline: "000-0000-0000",
  serviceHours: "09:00–18:00",
  opensAt: "2027-03-01T00:00:00Z",
  closesAt: "2027-09-01T00:00:00Z",
  specId: "chsi-blue",
  refundRule: "until-submitted",
  notice: "请带学生证",
  clothing: "白衬衫",
  printCaption: "测试",
  seenUntil: "2027-03-01T00:00:00Z",
  imageCheckBy: "2027-09-30T15:59:59.999Z",
  newPassword: "another password",
  sessionId: anId,
  accountSessionId: anId,
  staffId: anId,
  postId: anId,
  name: "测试员工",
  siteDayId: anId,
  callKey: "key-of-a-call",
  ticketKey: "key-of-a-ticket",
  role: "reviewer",
  province: "44",
  graduationYear: "2027",
  lastFourDigits: "0000",
  why: "call-back",
  caseId: anId,
  changeId: anId,
  seen: anId,
  seenAt: "2027-03-01T00:00:00Z",
  whose: "all",
  question: "几时能下载照片",
  dueAt: "2027-03-02T00:00:00Z",
  queue: "desk",
  madeAt: "2027-03-01T00:00:00Z",
  keyId: anId,
  through: "100",
  webhookId: anId,
  deliveryId: anId,
  url: "https://school.example.org/hook",
};

/** Sample values for body fields that are not strings. */
const fittingJson: Readonly<Record<string, unknown>> = {
  item: "hotline",
  subject: "",
  value: "000-0000-0000",
  count: 2,
  filters: {},
  aliases: ["暨大"],
  graduationYear: 2027,
  feeFen: 2500,
  fileMinBytes: 20 * 1024,
  fileMaxBytes: 40 * 1024,
  albumAllowed: true,
  tryBeforePay: true,
  sheetReview: true,
  photoMaxAgeDays: 365,
  attemptsLimit: 5,
  reviewDays: 2,
  retentionDays: 365,
  reasons: ["glasses"],
  revision: 1,
  verdict: { decision: "approve", reasons: [] },
  outcome: { decision: "confirm" },
  decision: { outcome: "approve" },
  lookMs: 2000,
  noPhotoYet: true,
  leftTo: "others",
  templates: ["completed"],
  days: 3,
  numbers: [{ department: "文学院", major: "", className: "一班", expected: 40 }],
  rows: [{}],
  connections: ["sms"],
  version: "0".repeat(64),
  photos: { names: "student-number", folders: "none", share: "all" },
  scopes: ["progress"],
  projects: [anId],
  networks: ["10.0.0.0/8"],
  overlapHours: 24,
  wanted: "paused",
  consents: [{ purpose: "face", version: "1" }],
};

/**
 * Builds a request. `input` overrides sample values by field name. Optional fields are sent only when they are
 * overridden.
 */
export function requestOf(
  route: Route,
  token?: string,
  input: Readonly<Record<string, string>> = {},
): InjectOptions & { readonly headers: Record<string, string> } {
  const sent = (part: Route["body"]): readonly string[] =>
    Object.entries(part?.shape ?? {})
      .filter(([name, schema]) => name in input || !schema.safeParse(undefined).success)
      .map(([name]) => name);
  const fitting = (name: string): string =>
    input[name] ?? fittingFields[name] ?? `no fitting value for ${name}`;
  const fields = (part: Route["query"]): Record<string, string> =>
    Object.fromEntries(sent(part).map((name) => [name, fitting(name)]));
  const json = (part: Route["body"]): object =>
    Object.fromEntries(
      sent(part).map((name) => [name, input[name] ?? fittingJson[name] ?? fitting(name)]),
    );
  const params = fields(route.params);
  const picture = route.picture && multipart(route.picture.field, Buffer.from("a picture"));
  return {
    method: route.method,
    url: route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? ""),
    query: fields(route.query),
    ...(route.body && { payload: json(route.body) }),
    ...(picture && { payload: picture.payload }),
    headers: {
      ...picture?.headers,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(route.idempotent && { [idempotencyKeyHeader]: "key-of-a-test" }),
    },
  };
}

export function multipart(field: string, bytes: Uint8Array, end = "\r\n--limit--\r\n") {
  const head = `--limit\r\ncontent-disposition: form-data; name="${field}"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(end)]);
  return { payload, headers: { "content-type": "multipart/form-data; boundary=limit" } };
}
