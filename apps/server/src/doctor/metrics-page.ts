/** Findings of the doctor in Prometheus' text format, for the textfile collector of node_exporter. */
import type { Measured, State } from "./check.ts";
import type { Examined } from "./examine.ts";
import { worstOf } from "./examine.ts";

const numberOf: Readonly<Record<State, number>> = { ok: 0, warning: 1, fault: 2 };
const help: Readonly<Record<Measured["what"], string>> = {
  certificate_expires: "Until when a certificate is valid",
  backup_finished: "When the last backup was finished",
};
const seconds = (at: Date): number => Math.round(at.getTime() / 1000);

export function metricsPage(examined: readonly Examined[], now: Date): string {
  const lines = [
    "# HELP gradphoto_check What gradphoto doctor saw: 0 ok, 1 warning, 2 fault",
    "# TYPE gradphoto_check gauge",
    ...examined.map((one) => `gradphoto_check{check="${one.name}"} ${numberOf[worstOf([one])]}`),
    "# HELP gradphoto_doctor_timestamp_seconds When gradphoto doctor ran",
    "# TYPE gradphoto_doctor_timestamp_seconds gauge",
    `gradphoto_doctor_timestamp_seconds ${seconds(now)}`,
  ];
  const measured = examined.flatMap(({ findings }) => findings.flatMap((one) => one.measured ?? []));
  for (const what of ["certificate_expires", "backup_finished"] as const) {
    const name = `gradphoto_${what}_timestamp_seconds`;
    lines.push(`# HELP ${name} ${help[what]}`, `# TYPE ${name} gauge`);
    for (const one of measured) if (one.what === what) lines.push(`${name}{of="${one.of}"} ${seconds(one.at)}`);
  }
  return lines.join("\n");
}
