/** The server's two programs, as used by both `npm start` and `npm run dev`. */
import { serviceEnvironment } from "@gradphoto/engine/memory-environment";
import type { Environment } from "./environment.ts";
import type { ChildProgram } from "./keep-running.ts";
import { serverProgram } from "./program-file.ts";

/** `metricsPort`: of the API; null: no metrics. */
export function servicePrograms(
  settings: Environment,
  metricsPort: number | null,
): { readonly api: ChildProgram; readonly worker: ChildProgram } {
  const program = (name: "api" | "worker", port: number | null): ChildProgram => ({
    name,
    file: serverProgram(name),
    env: { ...serviceEnvironment, ...settings, ...(port !== null && { GRADPHOTO_METRICS_PORT: String(port) }) },
  });
  // Each service gets its own port. Port 0 means: pick a free one.
  return { api: program("api", metricsPort), worker: program("worker", metricsPort ? metricsPort + 1 : metricsPort) };
}
