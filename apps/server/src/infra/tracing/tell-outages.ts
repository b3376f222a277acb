/** A collector that does not take what it is sent is told once, and again when it does; each try ends in its time. */
import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { Log } from "../log.ts";
import { kindOf } from "./spans.ts";

interface TellDeps {
  /** Host and port: the address may hold a secret. */
  readonly collector: string;
  readonly withinMs: number;
  readonly log: Pick<Log, "info" | "warn">;
}

export function tellOutages(exporter: SpanExporter, { collector, withinMs, log }: TellDeps): SpanExporter {
  let lost = 0;
  /** Of the words of an error none: a collector may answer what it was sent. */
  const tell = ({ code, error }: ExportResult, spans: number): void => {
    const isLost = code !== ExportResultCode.SUCCESS;
    if (isLost && lost === 0) {
      const faultCode = error && "code" in error ? error.code : undefined;
      log.warn(
        { collector, fault: kindOf(error), faultCode },
        "the collector takes no traces; they are lost until it does",
      );
    }
    if (!isLost && lost > 0) log.info({ collector, lost }, "the collector takes traces again");
    lost = isLost ? lost + spans : 0;
  };
  return {
    export: (spans, done) => {
      let ended = false;
      const end = (result: ExportResult): void => {
        if (ended) return;
        ended = true;
        clearTimeout(limit);
        tell(result, spans.length);
        done(result);
      };
      const late = (): void => end({ code: ExportResultCode.FAILED, error: new Error("No answer in time") });
      const limit = setTimeout(late, withinMs + 100);
      exporter.export(spans, end);
    },
    shutdown: () => exporter.shutdown(),
  };
}
