/**
 * Writes a screenshot of every console page into out/screens-console, for visual review.
 * `-- screens-console projects bills`: only pages whose path starts with one of these.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { en, zh } from "../../../e2e/console/flow.ts";
import { openSetting } from "../../../e2e/console/open-setting.ts";
import { haveBusyDay } from "../../../e2e/console/tour/busy-day.ts";
import { pagesOfTheConsole } from "../../../e2e/console/tour/pages.ts";
import { dress, tour } from "../../../e2e/console/tour/tour.ts";
import { root } from "../../../e2e/product/start-product.ts";

const taken = { screens: 0 };
const wanted = process.argv.slice(2);
const pages = pagesOfTheConsole.filter(
  ({ path }) => wanted.length === 0 || wanted.some((begin) => path.startsWith(begin)),
);
rmSync(join(root, "out", "screens-console"), { recursive: true, force: true });
const setting = await openSetting("screens-console");
try {
  const day = await haveBusyDay(setting);
  // One photo for the review desk, three queued after it.
  for (let waiting = 0; waiting < 4; waiting++) await setting.addInReview();
  for (const [language, look] of [
    ["zh", zh],
    // English texts are longer, so they are checked in the narrower window.
    ["en", { ...en, widthPx: 1024, heightPx: 768 }],
  ] as const) {
    let number = 0;
    await tour(setting, day, look, pages, async (stop, desk) => {
      number += 1;
      for (const colorScheme of ["light", "dark"] as const) {
        await dress(desk, colorScheme);
        await desk.picture(`${language}-${colorScheme}/${String(number).padStart(2, "0")}-${stop}`);
        taken.screens += 1;
      }
      await dress(desk, "light");
    });
  }
} finally {
  await setting.close();
}
process.stdout.write(`${JSON.stringify(taken)}\n`);
