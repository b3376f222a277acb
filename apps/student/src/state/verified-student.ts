/** The student whose last four characters were just proven, shown once before the collection begins. */
import type { RouteAnswer } from "@gradphoto/domain/client";

let verified: RouteAnswer<"verifyCode"> | null = null;

/** null after the page was loaded anew: the last four are asked for again. */
export const verifiedStudent = (readingId: string): RouteAnswer<"verifyCode"> | null =>
  verified?.readingId === readingId ? verified : null;

export const keepVerifiedStudent = (answer: RouteAnswer<"verifyCode">): void => {
  verified = answer;
};
