/** Which refusals say nothing for good. */
import type { Problem } from "@gradphoto/domain/client";

/** What may be otherwise in a moment: the line, a service at its limit or away, a session that has to begin anew. */
export const mayPass = ({ status }: Problem): boolean =>
  status === 0 || status === 401 || status === 429 || status >= 500;
