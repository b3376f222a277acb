/** The only list of the service's Prometheus metrics. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { withTimeout } from "../share-probe.ts";
import { createRecentResults, type RecentResults } from "./recent-results.ts";

export interface Metrics {
  /** Counts a request. `route` is its pattern, never an actual path. `seconds` lasts until the answer was sent. */
  request(labels: { method: string; route: string; code: number }, seconds: number): void;
  /** Counts a job. `outcome` is `done`, `failed` or `dead`. */
  job(labels: { queue: string; outcome: string }, seconds: number): void;
  /** Counts a call of an external system. `outcome` is the refusal's code, `ok`, or `thrown`. */
  outsideCall(labels: { system: string; call: string; outcome: string }): void;
  /**
   * Counts an incoming payment notification. `outcome` is accepted, refused as unproven, or failed; a body that is too
   * large is not counted.
   */
  notification(labels: { outcome: string }): void;
  /** Counts a run of scheduled work. `handled` is its number of rows. */
  scheduled(labels: { job: string; outcome: "done" | "failed" }, handled: number): void;
  /**
   * Adds a gauge that is read at each scrape. `read` returns numbers by label, such as jobs by state. If it fails or
   * hangs, only this gauge is missing from the page, so that the others can still raise their alerts.
   */
  watch(
    name: string,
    help: string,
    label: string,
    read: () => Promise<Readonly<Record<string, number>>>,
  ): void;
  /** Sets the version of the program, constant for the process. */
  build(labels: Readonly<Record<string, string>>): void;
  /** Returns the names of all metrics, including those of Node. */
  names(): readonly string[];
  /** Returns the last results of external systems and scheduled work. */
  recentResults(): RecentResults;
  /** Returns the page that Prometheus scrapes. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Buckets in seconds. Status requests take milliseconds, uploads and photo processing take seconds. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Limit of a gauge's read: shorter than Prometheus's own limit of 10 s, longer than the probe of the database's writes.
 */
const readTimeoutMs = 6000;

export function createMetrics(): Metrics {
  const registry = new Registry();
  const recentResults = createRecentResults();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from request to answer",
    labelNames: ["method", "route", "code"],
    buckets: seconds,
    registers,
  });
  const jobs = new Histogram({
    name: "job_duration_seconds",
    help: "Time of one run of a job",
    labelNames: ["queue", "outcome"],
    buckets: seconds,
    registers,
  });
  const outside = new Counter({
    name: "outside_call_total",
    help: "Calls of outside systems by what came of them",
    labelNames: ["system", "call", "outcome"],
    registers,
  });
  const notifications = new Counter({
    name: "payment_notification_total",
    help: "Payment notifications by what came of them",
    labelNames: ["outcome"],
    registers,
  });
  const scheduled = new Counter({
    name: "scheduled_runs_total",
    help: "Runs of scheduled work",
    labelNames: ["work", "outcome"],
    registers,
  });
  const handledRows = new Counter({
    name: "scheduled_rows_total",
    help: "Rows that scheduled work handled",
    labelNames: ["work"],
    registers,
  });
  const unread = new Counter({
    name: "metric_read_failures_total",
    help: "Scrapes in which this metric could not be read",
    labelNames: ["metric"],
    registers,
  });
  return {
    request: (labels, took) => requests.observe(labels, took),
    job: (labels, took) => jobs.observe(labels, took),
    outsideCall: (labels) => {
      outside.inc(labels);
      recentResults.outsideCall(labels.system, labels.outcome);
    },
    notification: (labels) => notifications.inc(labels),
    scheduled: ({ job, outcome }, handled) => {
      // "job" is a reserved label of Prometheus.
      scheduled.inc({ work: job, outcome });
      handledRows.inc({ work: job }, handled);
      recentResults.scheduled(job, outcome);
    },
    watch: (name, help, label, read) => {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        async collect() {
          this.reset();
          try {
            const numbers = await withTimeout(readTimeoutMs, read());
            if (numbers === null) throw new Error("The metric was not read in time");
            for (const [value, number] of Object.entries(numbers))
              this.set({ [label]: value }, number);
          } catch {
            unread.inc({ metric: name });
          }
        },
      });
    },
    build: (labels) =>
      new Gauge({
        name: "gradphoto_build_info",
        help: "The program that runs, 1",
        labelNames: Object.keys(labels),
        registers,
      }).set(labels, 1),
    names: () => registry.getMetricsAsArray().map(({ name }) => name),
    recentResults: recentResults.read,
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
