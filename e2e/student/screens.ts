/** `npm run screens:student`: a picture of every page of the student app into out/screens, for people to look at. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../product/start-product.ts";
import { en, zh } from "./flow.ts";
import { openSetting } from "./open-setting.ts";
import { tour } from "./tour/tour.ts";

const narrowPx = 320;
/** What has most beside each other. */
const narrow = ["start", "eligibility-category", "service", "payment-paid", "rules", "standard-refused", "completed"];

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
      if (narrow.includes(stop)) await keep(`${language}-light-${narrowPx}`, narrowPx);
      await phone.page.emulateMedia({ colorScheme: "dark" });
      await keep(`${language}-dark`);
      await phone.page.emulateMedia({ colorScheme: "light" });
    });
    await phone.context.close();
  }
} finally {
  await setting.close();
}
process.stdout.write(`${JSON.stringify(taken)}\n`);
