/** `npm run e2e:student`: a phone's Chromium walks the student app on the running product; words on the command choose flows. */
import assert from "node:assert/strict";
import { join } from "node:path";
import sharp from "sharp";
import { openOutsideWorld } from "../people/outside-world.ts";
import { goodPhoto } from "../people/photos.ts";
import { signInStaff } from "../people/staff.ts";
import { root, startProduct } from "../product/start-product.ts";
import { identityFlows } from "./flows/identity.ts";
import { pageFlows } from "./flows/page.ts";
import { payingFlows } from "./flows/paying.ts";
import { photoFlows } from "./flows/photo.ts";
import { wayFlows } from "./flows/way.ts";
import { openPhones } from "./phone.ts";

const cameraHeightPx = 1440;

const tally = { suite: "e2e:student", passed: 0, failed: 0, skipped: 0 };
const flows = [...wayFlows, ...identityFlows, ...payingFlows, ...photoFlows, ...pageFlows];
const wanted = process.argv.slice(2);
const chosen = flows.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

const product = await startProduct({ GRADPHOTO_UPLOAD_AFTER_S: "0" });
const portrait = await sharp(Buffer.from(await goodPhoto().arrayBuffer()))
  .resize({ height: cameraHeightPx })
  .jpeg()
  .toBuffer();
const phones = await openPhones(product.url, portrait, join(root, "out", "e2e-student"));
try {
  const world = openOutsideWorld(product.sandboxUrl);
  const reviewer = await signInStaff(product.url, "reviewer-1");
  for (const { name, look, walk } of chosen) {
    const phone = await phones.open(look);
    try {
      await walk(phone, { world, reviewer });
      assert.deepEqual(phone.broken, []);
      tally.passed++;
      process.stderr.write(`passed: ${name}\n`);
    } catch (error) {
      tally.failed++;
      process.stderr.write(`failed: ${name}\n${error instanceof Error ? error.stack : String(error)}\n`);
      await phone.picture(`failed-${tally.failed}`);
    }
    await phone.context.close();
  }
} finally {
  await phones.close();
  await product.stop();
}
process.stdout.write(`${JSON.stringify(tally)}\n`);
process.exit(tally.failed === 0 ? 0 : 1);
