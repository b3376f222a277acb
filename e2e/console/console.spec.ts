/** `npm run e2e:console`: staff of every role do their day's work at real desks. */
import { expect, test } from "@playwright/test";
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
import { type OpenSetting, openSetting } from "./open-setting.ts";

let setting: OpenSetting;

test.beforeAll(async () => {
  setting = await openSetting("e2e-console");
});

test.afterAll(() => setting.close());

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

for (const { name, who, look, walk } of flows) {
  test(name, async () => {
    const desk = await setting.desks.open(who, look);
    try {
      await walk(desk, setting);
      expect(desk.broken).toEqual([]);
    } finally {
      await desk.context.close();
    }
  });
}
