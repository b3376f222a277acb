/** What the student is told for each word of the issuer. */
import type { ErrorCode } from "@gradphoto/domain";
import { type Refusal, refuse } from "../core/call.ts";
import type { CodeFault, IssuerFault, IssuerRefusal } from "../infra/collection-code-issuer/collection-code-issuer.ts";

const refusals = {
  "not-a-code": "code-not-collection",
  "other-issuer": "code-forged",
  forged: "code-forged",
  // Both end as the words of this refusal say: get a new one at CHSI.
  expired: "code-not-collection",
  "unknown-student": "code-not-collection",
  "already-collected": "code-already-collected",
  // We compared the last four ourselves: an issuer that disagrees does not keep its contract.
  "last-four-wrong": "code-issuer-unavailable",
  unreachable: "code-issuer-unavailable",
  busy: "code-issuer-unavailable",
  unauthorized: "code-issuer-unavailable",
  "request-refused": "code-issuer-unavailable",
  "answer-unreadable": "code-issuer-unavailable",
} as const satisfies Readonly<Record<CodeFault | IssuerFault, ErrorCode>>;

export const issuerRefusal = ({ fault }: IssuerRefusal): Refusal<(typeof refusals)[keyof typeof refusals]> =>
  refuse(refusals[fault], {});
