/** What axe-core finds on the page that is shown: WCAG 2.2 A and AA, and its own good practices. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { z } from "zod";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const found = z.array(
  z.object({
    id: z.string(),
    impact: z.string().nullable(),
    help: z.string(),
    nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() })),
  }),
);

export interface AccessFault {
  readonly serious: boolean;
  readonly words: string;
}

export async function accessFaults(page: Page): Promise<readonly AccessFault[]> {
  await page.evaluate(source);
  const violations = found.parse(await page.evaluate("axe.run().then(({ violations }) => violations)"));
  return violations.map(({ id, impact, help, nodes }) => ({
    serious: impact === "serious" || impact === "critical",
    words: `${impact} ${id} (${help}): ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary ?? ""}`).join("; ")}`,
  }));
}
