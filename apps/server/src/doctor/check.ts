/** Interface of a doctor check: its dependencies and its findings. */
import type { Bilingual } from "@gradphoto/domain";
import type { ConnectionPorts } from "../health/connections/connections.ts";
import type { Finding } from "../health/connections/finding.ts";
import type { Clock } from "../infra/clock.ts";
import type { OpenDatabase } from "../infra/db/database.ts";
import type { Ports } from "../ports.ts";
import type { ServiceConfig, ServiceSecrets } from "../settings/service-config.ts";

export interface DoctorDeps {
  /** The settings as in the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly config: ServiceConfig;
  readonly secrets: ServiceSecrets;
  readonly database: OpenDatabase;
  readonly ports: ConnectionPorts & Pick<Ports, "operatorProof" | "plainObjects">;
  readonly clock: Clock;
  /** Describes every broken file of a photo spec, and every spec that is missing. */
  readonly readSpecFaults: () => Promise<readonly Bilingual[]>;
  /** Timeout of one external request. */
  readonly timeoutMs: number;
}

export interface Check {
  readonly label: Bilingual;
  /** Runs the check. An exception counts as a fault. */
  run(deps: DoctorDeps): Promise<readonly Finding[]>;
}

export {
  type AlertTime,
  createFault,
  createFinding,
  createWarning,
  type Finding,
  ok,
  type State,
} from "../health/connections/finding.ts";
