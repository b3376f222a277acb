/** What axe-core finds on the page that is shown: WCAG 2.2 A and AA, and its own good practices. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { z } from "zod";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const match = z.array(
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

/** Of every rule. */
export const accessFaults = (page: Page): Promise<readonly AccessFault[]> => faultsOf(page, "{}");

/** Of the rules that another theme may break on a page that is whole in one: the others know no colours. */
export const colourFaults = (page: Page): Promise<readonly AccessFault[]> =>
  faultsOf(page, '{ runOnly: ["color-contrast", "link-in-text-block"] }');

async function faultsOf(page: Page, options: string): Promise<readonly AccessFault[]> {
  await page.evaluate(source);
  const violations = match.parse(await page.evaluate(`axe.run(${options}).then(({ violations }) => violations)`));
  return violations.map(({ id, impact, help, nodes }) => ({
    serious: impact === "serious" || impact === "critical",
    words: `${impact} ${id} (${help}): ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary ?? ""}`).join("; ")}`,
  }));
}
