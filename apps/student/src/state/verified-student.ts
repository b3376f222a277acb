/** The student whose last four characters were just verified, displayed once before the collection starts. */
import type { RouteAnswer } from "@gradphoto/domain/client";

let verified: RouteAnswer<"verifyCode"> | null = null;

/** null after a reload of the page: the last four are requested again. */
export const verifiedStudent = (readingId: string): RouteAnswer<"verifyCode"> | null =>
  verified?.readingId === readingId ? verified : null;

export const keepVerifiedStudent = (answer: RouteAnswer<"verifyCode">): void => {
  verified = answer;
};
