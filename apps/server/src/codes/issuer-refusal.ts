/** Refusal for each error of the issuer. */
import type { ErrorCode } from "@gradphoto/domain";
import { type Refusal, refuse } from "../core/call.ts";
import type {
  CodeFault,
  IssuerFault,
  IssuerRefusal,
} from "../infra/collection-code-issuer/collection-code-issuer.ts";

const refusals = {
  "not-a-code": "code-not-collection",
  "other-issuer": "code-forged",
  forged: "code-forged",
  // In both cases the student needs a new code from CHSI, as this refusal advises.
  expired: "code-not-collection",
  "unknown-student": "code-not-collection",
  "already-collected": "code-already-collected",
  // The last four characters were compared here already, so the issuer violates its contract.
  "last-four-wrong": "code-issuer-unavailable",
  unreachable: "code-issuer-unavailable",
  busy: "code-issuer-unavailable",
  unauthorized: "code-issuer-unavailable",
  "request-refused": "code-issuer-unavailable",
  "answer-unreadable": "code-issuer-unavailable",
} as const satisfies Readonly<Record<CodeFault | IssuerFault, ErrorCode>>;

export const issuerRefusal = ({
  fault,
}: IssuerRefusal): Refusal<(typeof refusals)[keyof typeof refusals]> => refuse(refusals[fault], {});
