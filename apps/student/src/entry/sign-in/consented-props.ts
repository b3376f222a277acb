/** Props of each sign-in method: the consent, and whether it was given. */
import type { ReactNode } from "react";

export interface ConsentedProps {
  /** When false, it has already displayed what is missing. */
  readonly mayGoOn: () => boolean;
  /** Consent checkbox, right above the button that needs it. */
  readonly consent: ReactNode;
}
