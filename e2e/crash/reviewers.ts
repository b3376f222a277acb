/** Two reviewers whose sessions last the whole trial: a one-time code is accepted once. */

import { patientTransport } from "../people/patient-transport.ts";
import { signInStaff } from "../people/staff.ts";
import type { Reviewers } from "../story/review.ts";

export const openReviewers = async (url: string): Promise<Reviewers> => ({
  first: await signInStaff(url, "reviewer-1", { transport: patientTransport }),
  second: await signInStaff(url, "reviewer-2", { transport: patientTransport }),
});
