/** Calls as the authorization passes them to handlers, and the results of handlers in tests. */
import type { Role } from "@gradphoto/domain";
import { type Call, type Caller, isRefusal, type Refusal } from "../core/call.ts";

const caller = (role: Role, accountId: string | null): Caller => ({
  role,
  accountId,
  staffId: null,
  schoolCode: null,
  department: null,
  province: null,
  postId: null,
  setUp: null,
  tokenSha256: null,
  apiKey: null,
});

export const studentCall = (accountId: string): Call => ({
  caller: caller("student", accountId),
  language: "zh",
  requestId: "test",
  address: "127.0.0.1",
  userAgent: null,
});

export const visitorCall: Call = { ...studentCall(""), caller: caller("anonymous", null) };

export function staffCall(
  staffId: string,
  role: Role,
  schoolCode: string | null = null,
  department: string | null = null,
): Call {
  return { ...studentCall(""), caller: { ...caller(role, null), staffId, schoolCode, department } };
}

/** Unwraps the result of a handler in tests that expect success. A refusal is thrown as an error with its code. */
export function accepted<Answer extends object | string>(answer: Answer | Refusal): Answer {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
}
