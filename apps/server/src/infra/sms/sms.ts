/** Sends a sign-in code or a notice to a phone, or says how that went wrong. */

import type { OurFault } from "../our-fault.ts";

/** `refused`: not sent to this person now. `unavailable`: it may have been sent all the same; every other fault: not sent. */
export type SmsAnswer = "sent" | "refused" | OurFault | "unavailable";

export interface SmsDeps {
  readonly timeoutMs: number;
  /** Told what an operator must mend, such as a wrong key. */
  readonly warn: (fields: { readonly smsStatus: number }, message: string) => void;
}

export interface Sms {
  /** `phone`: digits of a mainland number. */
  sendCode(phone: string, code: string): Promise<SmsAnswer>;
  /** `reference`: the same notice sent again under it is one text message. */
  sendNotice(phone: string, notice: { readonly text: string; readonly reference: string }): Promise<SmsAnswer>;
}
