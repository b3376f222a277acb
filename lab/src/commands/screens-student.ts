/** Writes a picture of every page of the student app into out/screens, for people to look at. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../e2e/product/start-product.ts";
import { en, zh } from "../../../e2e/student/flow.ts";
import { openSetting } from "../../../e2e/student/open-setting.ts";
import { tour } from "../../../e2e/student/tour/tour.ts";
import { cameraPhases } from "../browser/camera-phases.ts";

const narrowPx = 320;
const widePx = 768;
/** What has most beside each other. */
const narrow = ["start", "eligibility-category", "service", "payment-paid", "rules", "standard-refused", "completed"];
/** What the phone says of a photo, on tablets too. */
const checked = ["preview-refused", "try", "try-refused"];

const taken = { screens: 0 };
rmSync(join(root, "out", "screens"), { recursive: true, force: true });
const setting = await openSetting("screens");
try {
  for (const [language, look] of [
    ["zh", zh],
    ["en", en],
  ] as const) {
    const phone = await setting.phones.open(look);
    let number = 0;
    await tour(phone, setting, async (stop) => {
      number += 1;
      const name = `${String(number).padStart(2, "0")}-${stop}`;
      const keep = async (folder: string, widthPx?: number) => {
        await phone.picture(`${folder}/${name}`, widthPx);
        taken.screens += 1;
      };
      await keep(`${language}-light`);
      const widths = narrow.includes(stop) ? [narrowPx] : checked.includes(stop) ? [narrowPx, widePx] : [];
      for (const width of widths) await keep(`${language}-light-${width}`, width);
      await phone.page.emulateMedia({ colorScheme: "dark" });
      await keep(`${language}-dark`);
      if (checked.includes(stop)) for (const width of widths) await keep(`${language}-dark-${width}`, width);
      await phone.page.emulateMedia({ colorScheme: "light" });
    });
    await phone.context.close();
  }
  await cameraPhases(setting, () => {
    taken.screens += 1;
  });
} finally {
  await setting.close();
}
process.stdout.write(`${JSON.stringify(taken)}\n`);
