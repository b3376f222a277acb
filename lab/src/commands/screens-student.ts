/** Writes a screenshot of every page of the student app into out/screens, for visual review. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@gradphoto/domain";
import { goodPhoto } from "../../../e2e/people/photos.ts";
import { root } from "../../../e2e/product/start-product.ts";
import { en, type OpenSetting, openSetting, zh } from "../../../e2e/student/open-setting.ts";
import type { Phone } from "../../../e2e/student/phone.ts";
import {
  changeScene,
  showSceneToCamera,
  tooNear,
  wellPlaced,
} from "../../../e2e/student/scene-camera.ts";
import { tour } from "../../../e2e/student/tour/tour.ts";
import { walkToPaid } from "../../../e2e/student/walk.ts";

const widthsPx = [320, 390, 768];

/** Takes the screenshots of the guided camera. Calls `stored` after each one. */
async function cameraPhases({ phones, world }: OpenSetting, stored: () => void): Promise<void> {
  for (const language of ["zh", "en"] as const) {
    for (const dark of [false, true]) {
      for (const width of widthsPx) {
        const phone = await phones.open({ ...zh, dark, width });
        const { page, tap } = phone;
        const save = async (phase: string): Promise<void> => {
          await phone.picture(`camera/${phase}-${language}-${dark ? "dark" : "light"}-${width}`);
          stored();
        };
        await walkToPaid(phone, world);
        await readIn(phone, language);
        await showSceneToCamera(phone, goodPhoto(), tooNear);
        await tap("go-photo");
        await tap("take-photo");
        await tap("from-camera");
        await page.locator(".guided__say--change:visible").waitFor();
        await save("1-what-to-change");
        await changeScene(phone, wellPlaced);
        await page.locator(".camera__count:visible").waitFor();
        await save("2-counts");
        await page.locator("#phone-check:visible").waitFor();
        await save("3-checks");
        await page.locator("#verdict:visible").waitFor();
        await save("4-passed");
        await phone.context.close();
      }
    }
  }
}

/** Switches the language. The steps before this page use the Chinese texts. */
async function readIn({ page }: Phone, language: Language): Promise<void> {
  await page.evaluate(`localStorage.setItem("gradphoto-settings", '{"language":"${language}"}')`);
  await page.reload();
  await page.locator("#go-photo:visible").waitFor();
}

const narrowPx = 320;
const widePx = 768;
/** Pages with the most elements next to each other. */
const narrow = [
  "start",
  "eligibility-category",
  "service",
  "payment-paid",
  "rules",
  "standard-refused",
  "completed",
];
/** Results of the check on the phone, also captured on tablets. */
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
      const save = async (folder: string, widthPx?: number) => {
        await phone.picture(`${folder}/${name}`, widthPx);
        taken.screens += 1;
      };
      await save(`${language}-light`);
      const widths = narrow.includes(stop)
        ? [narrowPx]
        : checked.includes(stop)
          ? [narrowPx, widePx]
          : [];
      for (const width of widths) await save(`${language}-light-${width}`, width);
      await phone.page.emulateMedia({ colorScheme: "dark" });
      await save(`${language}-dark`);
      if (checked.includes(stop))
        for (const width of widths) await save(`${language}-dark-${width}`, width);
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
