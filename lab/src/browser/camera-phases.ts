/** The camera and the check after it, phase by phase, on narrow and wide screens, light and dark, in both languages. */
import type { Language } from "@gradphoto/domain";
import { goodPhoto } from "../../../e2e/people/photos.ts";
import { zh } from "../../../e2e/student/flow.ts";
import type { OpenSetting } from "../../../e2e/student/open-setting.ts";
import type { Phone } from "../../../e2e/student/phone.ts";
import { changeScene, showSceneToCamera, tooNear, wellPlaced } from "../../../e2e/student/scene-camera.ts";
import { walkToPaid } from "../../../e2e/student/walk.ts";

const widthsPx = [320, 390, 768];

/** `kept`: told of each picture. */
export async function cameraPhases({ phones, world }: OpenSetting, stored: () => void): Promise<void> {
  for (const language of ["zh", "en"] as const) {
    for (const dark of [false, true]) {
      for (const width of widthsPx) {
        const phone = await phones.open({ ...zh, dark, width });
        const { page, tap } = phone;
        const keep = async (phase: string): Promise<void> => {
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
        await keep("1-says-what-to-change");
        await changeScene(phone, wellPlaced);
        await page.locator(".camera__count:visible").waitFor();
        await keep("2-counts");
        await page.locator("#phone-check:visible").waitFor();
        await keep("3-checks");
        await page.locator("#verdict:visible").waitFor();
        await keep("4-passed");
        await phone.context.close();
      }
    }
  }
}

/** The way to here is walked in Chinese. */
async function readIn({ page }: Phone, language: Language): Promise<void> {
  await page.evaluate(`localStorage.setItem("gradphoto-settings", '{"language":"${language}"}')`);
  await page.reload();
  await page.locator("#go-photo:visible").waitFor();
}
