/** Nobody is shut out: axe looks at every page of the tour in both themes. */
import assert from "node:assert/strict";
import { allStudentPages } from "@gradphoto/domain";
import { accessFaults, colourFaults } from "../../axe.ts";
import { en, zh } from "../flow.ts";
import { test } from "../test.ts";
import { tour } from "../tour/tour.ts";

const themes = [
  ["light", accessFaults],
  ["dark", colourFaults],
] as const;

for (const [language, look] of [
  ["in Chinese", zh],
  ["in English", en],
] as const) {
  test.describe(() => {
    test.use({ look });
    test(`axe finds nothing serious on any page, light and dark, ${language}`, async ({ phone, setting }) => {
      const serious: string[] = [];
      const seen = new Set<string>();
      await tour(phone, setting, async (stop) => {
        seen.add(new URL(phone.page.url()).pathname.split("/")[2] ?? "start");
        for (const [colorScheme, faultsOf] of themes) {
          await phone.page.emulateMedia({ colorScheme });
          for (const fault of await faultsOf(phone.page)) {
            const words = `${stop}, ${colorScheme}: ${fault.words}`;
            if (fault.serious) serious.push(words);
            else process.stderr.write(`  noted: ${words}\n`);
          }
        }
        await phone.page.emulateMedia({ colorScheme: "light" });
      });
      assert.deepEqual(serious, []);
      assert.deepEqual([...seen].sort(), [...allStudentPages].sort());
    });
  });
}
