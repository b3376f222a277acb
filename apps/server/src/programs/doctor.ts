/**
 * `gradphoto doctor`: examines an installation and explains how to fix it. Exit codes: 1 for a fault, 78 for settings
 * that are refused.
 */
import { randomBytes } from "node:crypto";
import { readSpecFaults } from "../core/photo-standard/read-photo-specs.ts";
import type { AlertTime, State } from "../doctor/check.ts";
import { type CheckResult, checks, examine, worstOf } from "../doctor/checks.ts";
import { systemClock } from "../infra/clock.ts";
import { openDatabase } from "../infra/db/database.ts";
import { createLog } from "../infra/log.ts";
import { createMetrics } from "../infra/metrics/metrics.ts";
import { openPorts } from "../ports.ts";
import { exitCodeOf } from "../settings/secret-faults.ts";
import { databaseOf, readServiceConfig } from "../settings/service-config.ts";
import { serviceBuild } from "./service-version.ts";

const numberOf: Readonly<Record<State, number>> = { ok: 0, warning: 1, fault: 2 };
const help: Readonly<Record<AlertTime["what"], string>> = {
  certificate_expires: "Until when a certificate is valid",
  backup_finished: "When the last backup was finished",
};
const seconds = (at: Date): number => Math.round(at.getTime() / 1000);

/** Formats the findings in Prometheus' text format, for the textfile collector of node_exporter. */
export function metricsPage(examined: readonly CheckResult[], now: Date): string {
  const lines = [
    "# HELP gradphoto_check What gradphoto doctor saw: 0 ok, 1 warning, 2 fault",
    "# TYPE gradphoto_check gauge",
    ...examined.map((one) => `gradphoto_check{check="${one.name}"} ${numberOf[worstOf([one])]}`),
    "# HELP gradphoto_doctor_timestamp_seconds When gradphoto doctor ran",
    "# TYPE gradphoto_doctor_timestamp_seconds gauge",
    `gradphoto_doctor_timestamp_seconds ${seconds(now)}`,
  ];
  const measured = examined.flatMap(({ findings }) =>
    findings.flatMap((one) => one.measured ?? []),
  );
  for (const what of ["certificate_expires", "backup_finished"] as const) {
    const name = `gradphoto_${what}_timestamp_seconds`;
    lines.push(`# HELP ${name} ${help[what]}`, `# TYPE ${name} gauge`);
    for (const one of measured)
      if (one.what === what) lines.push(`${name}{of="${one.of}"} ${seconds(one.at)}`);
  }
  return lines.join("\n");
}

const timeoutMs = 15_000;
const marks = { ok: "✓", warning: "!", fault: "✗" } as const;

/**
 * Runs the command. `print` prints one line. `--json` adds a last line for programs; `--metrics` prints only
 * Prometheus' text format.
 */
async function runDoctor(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<number> {
  try {
    const { config, secrets } = readServiceConfig(env);
    const silent = createLog({ stream: { write: () => {} } });
    const database = openDatabase({ ...databaseOf(secrets), connections: 2 }, { warn: () => {} });
    try {
      const { db } = database;
      const shared = {
        config,
        secrets,
        db,
        clock: systemClock,
        randomBytes,
        log: silent,
        metrics: createMetrics(),
      };
      const ports = openPorts(shared);
      const examined = await examine(checks, {
        env,
        config,
        secrets,
        database,
        ports,
        clock: systemClock,
        readSpecFaults: () => readSpecFaults(db, ports.specFiles, systemClock()),
        timeoutMs,
      });
      if (args.includes("--metrics")) {
        print(metricsPage(examined, systemClock()));
        return 0;
      }
      for (const one of examined) report(one, print);
      const state = worstOf(examined);
      if (args.includes("--json"))
        print(JSON.stringify({ doctor: state, ...serviceBuild, checks: examined }));
      return state === "fault" ? 1 : 0;
    } finally {
      await database.close();
    }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    print(`${marks.fault} ${words}`);
    if (args.includes("--json"))
      print(JSON.stringify({ doctor: "fault", ...serviceBuild, settings: words }));
    return exitCodeOf(error);
  }
}

function report({ label, findings }: CheckResult, print: (line: string) => void): void {
  for (const { state, observation, advice } of findings) {
    print(`${marks[state]} ${label.zh}：${observation.zh} / ${label.en}: ${observation.en}`);
    if (advice) print(`    → ${advice.zh} / ${advice.en}`);
  }
}

if (import.meta.main)
  process.exit(
    await runDoctor(process.argv.slice(2), process.env, (line) =>
      process.stdout.write(`${line}\n`),
    ),
  );
