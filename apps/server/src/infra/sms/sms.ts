/** Sends a sign-in code to a phone, or says how that went wrong. */

import type { OurFault } from "../our-fault.ts";

/** `refused`: not sent to this person now. `unavailable`: it may have been sent all the same; every other fault: not sent. */
export type SmsAnswer = "sent" | "refused" | OurFault | "unavailable";

export interface Sms {
  /** `phone`: digits of a mainland number. */
  sendCode(phone: string, code: string): Promise<SmsAnswer>;
}
