/** `npm run crash -- --runs N`: api, worker or database killed in the middle of the story, again and again. */
import { parseArgs } from "node:util";
import { openOutsideWorld } from "../people/outside-world.ts";
import { startProduct } from "../product/start-product.ts";
import { storySettings } from "../story/walk-story.ts";
import { crashRun } from "./crash-run.ts";
import { planKills } from "./plan.ts";
import { openReviewers } from "./reviewers.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "6" }, seed: { type: "string", default: "1" } },
});
const runs = Number(values.runs);
/** Steps of the story in which the product has work. */
const storySteps = 35;

const product = await startProduct(storySettings);
const totals = { lost: 0, doubled: 0, unfinished: 0, kills: 0 };
try {
  const world = openOutsideWorld(product.sandboxUrl);
  const reviewers = await openReviewers(product.url);
  for (const [index, kills] of planKills(runs, storySteps, Number(values.seed)).entries()) {
    const startedAt = performance.now();
    const outcome = await crashRun({ product, world, reviewers, kills });
    totals.kills += outcome.kills;
    totals.lost += outcome.lost.length;
    totals.doubled += outcome.doubled.length;
    totals.unfinished += outcome.unfinished === null ? 0 : 1;
    const faults = [...outcome.lost, ...outcome.doubled, ...(outcome.unfinished === null ? [] : [outcome.unfinished])];
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const killed = kills.map(({ step, victim }) => `${step}:${victim}`).join(" ");
    process.stderr.write(
      `run ${index + 1}/${runs} ${seconds} s  ${killed}  ${faults.join("; ") || "nothing lost, nothing doubled"}\n`,
    );
  }
} finally {
  await product.stop();
}
process.stdout.write(`${JSON.stringify({ bench: "crash", runs, ...totals })}\n`);
process.exit(totals.lost + totals.doubled + totals.unfinished === 0 ? 0 : 1);
