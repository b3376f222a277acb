/** What each way to sign in is handed: the consent, and whether it was given. */
import type { ReactNode } from "react";

export interface ConsentedProps {
  /** Otherwise says what is missing. */
  readonly mayGoOn: () => boolean;
  /** The box to tick, right above the button that needs it. */
  readonly consent: ReactNode;
}
