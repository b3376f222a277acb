/** Accessibility. axe checks each page and state of the tour, in both languages and both themes. */
import assert from "node:assert/strict";
import { allStudentPages, type Language } from "@gradphoto/domain";
import { type AccessFault, accessFaults, colourFaults, languageFaults } from "../../axe.ts";
import { zh } from "../open-setting.ts";
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import type { Look } from "../tour/photos.ts";
import { tour } from "../tour/tour.ts";

test.use({ look: zh });

const languageNames = { zh: "中文", en: "English" } as const satisfies Readonly<
  Record<Language, string>
>;

/** Changes the language on the settings page, and returns to the previous page. */
async function changeLanguage({ page }: Phone, language: Language): Promise<void> {
  const isSettings = page.url().includes("/pages/settings/");
  const pages = page.locator(".taro_page");
  const count = await pages.count();
  if (!isSettings)
    await page
      .getByRole("button", { name: /^(设置|Settings)$/ })
      .filter({ visible: true })
      .last()
      .click();
  await page.getByRole("tab", { name: languageNames[language] }).filter({ visible: true }).click();
  if (!isSettings) {
    await page.goBack();
    await pages.nth(count).waitFor({ state: "detached" });
  }
  await page.locator(`.page.theme--${language}:visible`).last().waitFor();
}

test("axe reports nothing serious on any page in Chinese and English, light and dark", async ({
  phone,
  setting,
}) => {
  test.setTimeout(600_000);
  const { page } = phone;
  const serious: string[] = [];
  const seen = new Set<string>();
  let language: Language = "zh";
  const look: Look = async (name, reopen) => {
    const note = (how: string, faults: readonly AccessFault[]): void => {
      for (const fault of faults) {
        const text = `${name}, ${how}: ${fault.words}`;
        if (fault.serious) serious.push(text);
        else process.stderr.write(`  noted: ${text}\n`);
      }
    };
    seen.add(new URL(page.url()).pathname.split("/")[2] ?? "start");
    note(`${language}, light`, await accessFaults(page));
    await page.emulateMedia({ colorScheme: "dark" });
    note(`${language}, dark`, await colourFaults(page));
    await page.emulateMedia({ colorScheme: "light" });
    // The tour continues in the other language.
    language = language === "zh" ? "en" : "zh";
    if (reopen) await page.keyboard.press("Escape");
    await changeLanguage(phone, language);
    await reopen?.();
    note(language, await languageFaults(page));
  };
  await tour(phone, setting, look);
  assert.deepEqual(serious, []);
  assert.deepEqual([...seen].sort(), [...allStudentPages].sort());
});
