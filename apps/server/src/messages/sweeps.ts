/** What every worker does for messages, again and again. */
import type { Sweep } from "../infra/sweep.ts";
import type { MessageDeps } from "./deps.ts";
import { planMessages } from "./plan-messages.ts";
import { sendMessages } from "./send-messages.ts";

const everyMs = 5_000;

export const messageSweeps = (deps: MessageDeps): readonly Sweep[] => [
  { name: "plan-messages", everyMs, run: () => planMessages(deps) },
  { name: "send-messages", everyMs, run: () => sendMessages(deps) },
];
