/** The handler of the operators' first page. */
import type { Handlers } from "../core/call.ts";
import { type HomeDeps, readWaiting } from "./read-waiting.ts";

export const homeHandlers = (deps: HomeDeps): Pick<Handlers, "readWaiting"> => ({
  readWaiting: () => readWaiting(deps),
});
