/** What a check of an installation is given and answers. */
import type { Bilingual } from "@gradphoto/domain";
import type { Clock } from "../infra/clock.ts";
import type { OpenDatabase } from "../infra/db/database.ts";
import type { Ports } from "../ports.ts";
import type { ServiceConfig, ServiceSecrets } from "../service-config.ts";

/** `fault`: students would be refused, or harmed. `warning`: it works, and somebody should look at it. */
export type State = "ok" | "warning" | "fault";

export interface Finding {
  readonly state: State;
  readonly saw: Bilingual;
  /** Where it is not ok. */
  readonly mend?: Bilingual;
}

export interface DoctorDeps {
  /** The settings as they were given. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly config: ServiceConfig;
  readonly secrets: ServiceSecrets;
  readonly database: OpenDatabase;
  readonly ports: Pick<Ports, "objects" | "issuer" | "registry" | "providerOf" | "operatorProof">;
  readonly clock: Clock;
  /** Of one question to the outside. */
  readonly timeoutMs: number;
}

export interface Check {
  readonly label: Bilingual;
  /** What it throws is a fault by itself. */
  run(deps: DoctorDeps): Promise<readonly Finding[]>;
}

export const ok = (zh: string, en: string): Finding => ({ state: "ok", saw: { zh, en } });

export const found = (state: "warning" | "fault", saw: Bilingual, mend: Bilingual): Finding => ({ state, saw, mend });
