/** `npm run e2e:console`: staff of every role do their day's work at real desks; words on the command choose flows. */
import assert from "node:assert/strict";
import { openOutsideWorld } from "../people/outside-world.ts";
import { addShootingStudent } from "../people/shooting-student.ts";
import { submitPhoto } from "../people/submit-photo.ts";
import { startProduct } from "../product/start-product.ts";
import { openDesks } from "./desk.ts";
import type { Setting } from "./flow.ts";
import { boundFlows } from "./flows/bounds.ts";
import { operatorFlows } from "./flows/operator.ts";
import { reviewFlows } from "./flows/review.ts";
import { schoolFlows } from "./flows/school.ts";
import { serviceFlows } from "./flows/service.ts";
import { serviceActFlows } from "./flows/service-acts.ts";
import { signInFlows } from "./flows/sign-in.ts";

const tally = { suite: "e2e:console", passed: 0, failed: 0, skipped: 0 };
const flows = [
  ...signInFlows,
  ...reviewFlows,
  ...operatorFlows,
  ...schoolFlows,
  ...serviceFlows,
  ...serviceActFlows,
  ...boundFlows,
];
const wanted = process.argv.slice(2);
const chosen = flows.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

// One proxy is trusted, so that every student has an address of their own and no limit of one address is met.
// Uploads wait long enough for an approval to be taken back; every decision is looked at again, known photos come at once,
// a refund of the demo's fee takes two persons.
const product = await startProduct({
  GRADPHOTO_UPLOAD_AFTER_S: "5",
  GRADPHOTO_PROXIES: "1",
  GRADPHOTO_SECOND_LOOK_SHARE: "1",
  GRADPHOTO_HIDDEN_VERDICT_SHARE: "0",
  GRADPHOTO_HONEYPOT_SHARE: "1",
  GRADPHOTO_ONE_PERSON_REFUND_FEN: "2000",
});
const desks = await openDesks(product.url);
try {
  const world = openOutsideWorld(product.sandboxUrl);
  let students = 0;
  const addStudent: Setting["addStudent"] = () => {
    students += 1;
    return addShootingStudent(world, product.url, students);
  };
  const addInReview: Setting["addInReview"] = async () => {
    const student = await addStudent();
    await submitPhoto(student);
    return student;
  };
  const setting: Setting = { url: product.url, world, desks, clientOf: desks.clientOf, addStudent, addInReview };
  for (const { name, who, look, walk } of chosen) {
    const desk = await desks.open(who, look);
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
  await desks.close();
  await product.stop();
}
process.stdout.write(`${JSON.stringify(tally)}\n`);
process.exit(tally.failed === 0 ? 0 : 1);
