/** Faults that axe-core finds on the visible page: WCAG 2.2 A and AA, and axe's best practices. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { z } from "zod";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const violationList = z.array(
  z.object({
    id: z.string(),
    impact: z.string().nullable(),
    help: z.string(),
    nodes: z.array(
      z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() }),
    ),
  }),
);

export interface AccessFault {
  readonly serious: boolean;
  readonly words: string;
}

/** Rules about colours. Only they differ between two themes of one page. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** Runs every rule. */
export const accessFaults = (page: Page): Promise<readonly AccessFault[]> => faultsOf(page, {});

/** Runs the rules that another theme of a checked page may break. */
export const colourFaults = (page: Page): Promise<readonly AccessFault[]> =>
  faultsOf(page, { runOnly: colourRules });

/** Runs the rules that another language of a checked page may break: all but those about colours. */
export const languageFaults = (page: Page): Promise<readonly AccessFault[]> =>
  faultsOf(page, {
    rules: Object.fromEntries(colourRules.map((rule) => [rule, { enabled: false }])),
  });

async function faultsOf(page: Page, options: object): Promise<readonly AccessFault[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(source);
  const run = `axe.run(${JSON.stringify({ resultTypes: ["violations"], ...options })})`;
  const violations = violationList.parse(
    await page.evaluate(`${run}.then(({ violations }) => violations)`),
  );
  return violations.map(({ id, impact, help, nodes }) => ({
    serious: impact === "serious" || impact === "critical",
    words: `${impact} ${id} (${help}): ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary ?? ""}`).join("; ")}`,
  }));
}
