/** Handlers of pending work and first steps. */
import { handlersOf } from "../core/call.ts";
import { type FirstStepDeps, readFirstSteps } from "./read-first-steps.ts";
import { type HomeDeps, readWaiting } from "./read-waiting.ts";

type Deps = HomeDeps & Omit<FirstStepDeps, "hotline">;

export const homeHandlers = (deps: Deps) =>
  handlersOf({
    readWaiting: (_, call) => readWaiting(deps, call),
    readFirstSteps: async () => {
      const inForce = await deps.configuration.read(deps.db);
      return readFirstSteps({ ...deps, hotline: inForce("hotline") });
    },
  });
