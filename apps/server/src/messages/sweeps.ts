/** What every worker does for messages, again and again. */
import type { Sweep } from "../infra/sweep.ts";
import type { MessageNeeds } from "./needs.ts";
import { planMessages } from "./plan-messages.ts";
import { sendMessages } from "./send-messages.ts";

const everyMs = 5_000;

export const messageSweeps = (needs: MessageNeeds): readonly Sweep[] => [
  { name: "plan-messages", everyMs, run: () => planMessages(needs) },
  { name: "send-messages", everyMs, run: () => sendMessages(needs) },
];
