/** `npm run e2e:console`: staff of every role do their day's work at real desks; words on the command choose flows. */
import assert from "node:assert/strict";
import { accessFlows } from "./flows/access.ts";
import { auditFlows } from "./flows/audit.ts";
import { boundFlows } from "./flows/bounds.ts";
import { financeFlows } from "./flows/finance.ts";
import { healthFlows } from "./flows/health.ts";
import { jobFlows } from "./flows/jobs.ts";
import { operatorFlows } from "./flows/operator.ts";
import { photoCheckFlows } from "./flows/photo-checks.ts";
import { reviewFlows } from "./flows/review.ts";
import { schoolFlows } from "./flows/school.ts";
import { serviceFlows } from "./flows/service.ts";
import { serviceActFlows } from "./flows/service-acts.ts";
import { signInFlows } from "./flows/sign-in.ts";
import { openSetting } from "./open-setting.ts";

const tally = { suite: "e2e:console", passed: 0, failed: 0, skipped: 0 };
const flows = [
  ...signInFlows,
  ...reviewFlows,
  ...operatorFlows,
  ...photoCheckFlows,
  ...schoolFlows,
  ...serviceFlows,
  ...serviceActFlows,
  ...financeFlows,
  ...jobFlows,
  ...healthFlows,
  ...auditFlows,
  ...boundFlows,
  ...accessFlows,
];
const wanted = process.argv.slice(2);
const chosen = flows.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

const setting = await openSetting("e2e-console");
try {
  for (const { name, who, look, walk } of chosen) {
    const desk = await setting.desks.open(who, look);
    try {
      await walk(desk, setting);
      assert.deepEqual(desk.broken, []);
      tally.passed++;
      process.stderr.write(`passed: ${name}\n`);
    } catch (error) {
      tally.failed++;
      process.stderr.write(`failed: ${name}\n${error instanceof Error ? error.stack : String(error)}\n`);
      await desk.picture(`failed-${tally.failed}`);
    }
    await desk.context.close();
  }
} finally {
  await setting.close();
}
process.stdout.write(`${JSON.stringify(tally)}\n`);
process.exit(tally.failed === 0 ? 0 : 1);
