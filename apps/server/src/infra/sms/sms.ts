/** Port that sends a sign-in code or a notice to a phone. */

import type { OurFault } from "../our-fault.ts";

/** `refused`: not sent to this person now. `unavailable`: it may have been sent; every other fault: not sent. */
export type SmsAnswer = "sent" | "refused" | OurFault | "unavailable";

export interface SmsDeps {
  readonly timeoutMs: number;
  /** Called for problems that an operator must fix, such as a wrong key. */
  readonly warn: (fields: { readonly smsStatus: number }, message: string) => void;
}

export interface Sms {
  /** `phone`: the digits of a mainland number. */
  sendCode(phone: string, code: string): Promise<SmsAnswer>;
  /** `reference`: idempotency key; a repeated notice is sent only once. */
  sendNotice(phone: string, notice: { readonly text: string; readonly reference: string }): Promise<SmsAnswer>;
}
