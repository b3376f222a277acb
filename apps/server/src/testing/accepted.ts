/** Unwraps the result of a handler in tests that expect success. A refusal is thrown as an error with its code. */
import { isRefusal, type Refusal } from "../core/call.ts";

export function accepted<Answer extends object | string>(answer: Answer | Refusal): Answer {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
}
