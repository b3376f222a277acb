/** For tests that expect an answer: a refusal is thrown by its code. */
import { isRefusal, type Refusal } from "../core/call.ts";

export function accepted<Answer extends object | string>(answer: Answer | Refusal): Answer {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
}
