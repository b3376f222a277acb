/** Every check of an installation, and how they run. */
import { refusedWrites } from "../health/connections/refused-writes.ts";
import { postgresCode } from "../infra/db/database.ts";
import { isDiskFull } from "../infra/db/write-state.ts";
import { certificates } from "./certificates.ts";
import { type Check, createFault, type DoctorDeps, type Finding, type State } from "./check.ts";
import { database, migrations } from "./database.ts";
import { decoding } from "./decoder-isolation.ts";
import { keys } from "./keys.ts";
import { clock, disk } from "./machine.ts";
import { backup, objects } from "./objects.ts";
import { chsi, payments, sms, wechat } from "./outside-systems.ts";
import { proxy } from "./proxy.ts";
import { specs } from "./specs.ts";

/** All checks, in the order of the report. */
export const checks = {
  database,
  migrations,
  keys,
  clock,
  disk,
  decoding,
  specs,
  objects,
  backup,
  certificates,
  wechat,
  payments,
  chsi,
  sms,
  proxy,
} as const satisfies Readonly<Record<string, Check>>;

export interface CheckResult {
  readonly name: string;
  readonly label: Check["label"];
  readonly findings: readonly Finding[];
}

/** Runs the checks independently: an exception is reported as a fault and does not skip the others. */
export async function examine(
  checks: Readonly<Record<string, Check>>,
  deps: DoctorDeps,
): Promise<readonly CheckResult[]> {
  const examined: CheckResult[] = [];
  for (const [name, { label, run }] of Object.entries(checks)) {
    examined.push({
      name,
      label,
      findings: await run(deps).catch((error: unknown) => [broken(error)]),
    });
  }
  return examined;
}

export function worstOf(examined: readonly CheckResult[]): State {
  const states = new Set(examined.flatMap(({ findings }) => findings.map(({ state }) => state)));
  if (states.has("fault")) return "fault";
  return states.has("warning") ? "warning" : "ok";
}

/** Reports an exception. Only the code is reported, because messages of drivers may contain sent data. */
function broken(error: unknown): Finding {
  if (isDiskFull(error)) return createFault(...refusedWrites["disk-full"]);
  const code = error instanceof Error && "code" in error ? String(error.code) : null;
  const text = postgresCode(error) ?? code ?? (error instanceof Error ? error.name : "unknown");
  return createFault(
    { zh: `检查没有完成：${text}`, en: `the check did not finish: ${text}` },
    { zh: "检查地址、用户名、密码与网络", en: "look at address, user name, password and network" },
  );
}
