/** The handlers of the operators' first page. */
import type { Handlers } from "../core/call.ts";
import { type FirstStepDeps, readFirstSteps } from "./read-first-steps.ts";
import { type HomeDeps, readWaiting } from "./read-waiting.ts";

export const homeHandlers = (deps: HomeDeps & FirstStepDeps): Pick<Handlers, "readWaiting" | "readFirstSteps"> => ({
  readWaiting: () => readWaiting(deps),
  readFirstSteps: () => readFirstSteps(deps),
});
