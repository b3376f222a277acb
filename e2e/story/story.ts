/** `npm run story`: one student's whole way over HTTP, from sign-in to 采集完成, and what is refused on the way. */
import { randomUUID } from "node:crypto";
import { plainTransport } from "../people/client.ts";
import { openOutsideWorld } from "../people/outside-world.ts";
import { startProduct } from "../product/start-product.ts";
import { identify } from "./identity.ts";
import { startTelling } from "./tell.ts";

const { tell, steps } = startTelling((line) => process.stdout.write(`${line}\n`));
const product = await startProduct();
let failed = 0;
try {
  const world = openOutsideWorld(product.sandboxUrl);
  const setting = { url: product.url, world, transport: plainTransport, newKey: () => randomUUID() };
  await identify(tell, setting);
} catch (error) {
  failed = 1;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
} finally {
  await product.stop();
}
process.stdout.write(`${JSON.stringify({ story: "student", steps: steps(), failed })}\n`);
process.exit(failed);
