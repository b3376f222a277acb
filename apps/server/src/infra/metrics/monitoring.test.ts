/** Tests that the shipped dashboard and alert rules use only existing metrics. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { createMetrics } from "./metrics.ts";
import {
  watchAudit,
  watchClock,
  watchEngine,
  watchFaces,
  watchPool,
  watchQueues,
  watchScheduled,
  watchSmsBudgets,
  watchStore,
  watchWrites,
} from "./watch-service.ts";

const file = (name: string): string =>
  readFileSync(new URL(`../../../../../deploy/monitoring/${name}`, import.meta.url), "utf8");

function existingNames(): ReadonlySet<string> {
  const metrics = createMetrics();
  metrics.build({ version: "1" });
  watchQueues(metrics, { readCounts: async () => [] });
  watchPool(metrics, { totalCount: 0, idleCount: 0, waitingCount: 0 });
  watchStore(metrics, async () => "ok");
  watchEngine(metrics, { workers: 1, inWork: () => 0 });
  watchAudit(metrics, async () => null);
  watchScheduled(metrics);
  watchWrites(metrics, async () => "ok");
  watchClock(metrics, async () => ({ aheadMs: 0, isOff: false }));
  watchFaces(metrics, async () => ({ persons: 0, isFiled: false }));
  watchSmsBudgets(metrics, async () => ({ hour: 0, day: 0 }));
  const doctor = ["gradphoto_check", "gradphoto_doctor_timestamp_seconds"];
  return new Set([...metrics.names(), ...doctor, ...measuredNames]);
}

/** Metrics that `gradphoto doctor --metrics` writes. They are tested in its own tests. */
const measuredNames = [
  "gradphoto_certificate_expires_timestamp_seconds",
  "gradphoto_backup_finished_timestamp_seconds",
];

/** Keywords of PromQL, and "up", which is a metric of Prometheus itself. */
const words =
  /^(sum|max|max_over_time|min|unless|on|count|rate|increase|by|le|topk|histogram_quantile|offset|up|time|abs|absent|or|vector|of|work|check|queue|outcome|system|code|route|state|version|instance)$/;

/** Extracts metric names from an expression after removing labels, durations and numbers. */
const metricsIn = (expression: string): readonly string[] =>
  [
    ...expression
      .replace(/\{[^}]*\}|\[[^\]]*\]|by \([^)]*\)|offset \w+/g, " ")
      .matchAll(/[a-z][a-z0-9_]+/g),
  ]
    .map(([name]) => name)
    .filter((name) => !words.test(name));

const panels = z.object({
  panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })),
});

test.each([
  [
    "dashboard",
    panels
      .parse(JSON.parse(file("gradphoto-dashboard.json")))
      .panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ],
  [
    "alert rules",
    [...file("gradphoto-alerts.yaml").matchAll(/^ +expr: (.+)$/gm)].map(([, expr = ""]) => expr),
  ],
])("every metric of the %s exists in the service", (_, expressions) => {
  expect(expressions.length).toBeGreaterThan(10);
  const existing = existingNames();
  const base = (name: string): string => name.replace(/_(bucket|count|sum)$/, "");
  const used = expressions.flatMap(metricsIn);
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((name) => !existing.has(name) && !existing.has(base(name)))).toEqual([]);
});

test("each alert has a severity, a summary and a runbook link in both languages", () => {
  const alerts = file("gradphoto-alerts.yaml").split("- alert: ").slice(1);
  for (const alert of alerts) {
    expect(alert).toMatch(/severity: (page|ticket)/);
    expect(alert).toMatch(
      /summary:\s+"[^"]*\p{Script=Han}[^"]* \/ [^"]+",\s+runbook:\s+"[a-z]+\.md\b[^"]*",\s+runbook_zh:\s+"[a-z]+\.zh\.md\b/u,
    );
  }
});

/** Position of a link's heading in its page, 0 for the page itself. */
function sectionOf(link: string): number {
  const [page = "", anchor] = link.split("#");
  const text = readFileSync(
    new URL(`../../../../../docs/operations/${page}`, import.meta.url),
    "utf8",
  );
  const anchors = [...text.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) =>
    heading.toLowerCase().replaceAll(" ", "-"),
  );
  return anchor === undefined ? 0 : anchors.indexOf(anchor) + 1 || Number.NaN;
}

test("the runbook links of each alert lead to the same section of a page in both languages", () => {
  const links = [
    ...file("gradphoto-alerts.yaml").matchAll(/runbook:\s+"([^"]+)",\s+runbook_zh:\s+"([^"]+)"/g),
  ];
  expect(links.length).toBeGreaterThan(10);
  for (const [, english = "", chinese = ""] of links) {
    expect(chinese.split("#")[0]).toBe(english.split("#")[0]?.replace(".md", ".zh.md"));
    expect(sectionOf(english), english).not.toBeNaN();
    expect(sectionOf(chinese), chinese).toBe(sectionOf(english));
  }
});

test("the alerts on stored faces fire at 80,000 and 100,000; the second one fires until the filing", () => {
  const rules = [
    ...file("gradphoto-alerts.yaml").matchAll(/expr: (.*stored_face_persons.*)$/gm),
  ].map(([, rule]) => rule);
  expect(rules).toEqual([
    'max(stored_face_persons{filed="no"}) >= 80000 < 100000',
    'max(max_over_time(stored_face_persons{filed="no"}[60d])) >= 100000 unless on() stored_face_persons{filed="yes"}',
  ]);
});
