/** Nobody is shut out: axe looks at every page of the tour in both themes, on a small screen and a wide one. */
import assert from "node:assert/strict";
import { accessFaults, colourFaults } from "../../axe.ts";
import type { DeskLook } from "../desk.ts";
import { en, type Flow, type Setting, zh } from "../flow.ts";
import { deskFlows } from "../test.ts";
import { type BusyDay, haveBusyDay } from "../tour/busy-day.ts";
import { pagesOfTheConsole } from "../tour/pages.ts";
import { dress, tour } from "../tour/tour.ts";

/** With all their faces within the time of a flow on a slow machine too. */
const pagesOfPart = 6;
const parts = Array.from({ length: Math.ceil(pagesOfTheConsole.length / pagesOfPart) }, (_, part) =>
  pagesOfTheConsole.slice(part * pagesOfPart, (part + 1) * pagesOfPart),
);

const [widePx, narrowPx] = [1440, 1024] as const;

const days = new WeakMap<Setting, Promise<BusyDay>>();

/** One for all parts: looking uses nothing of it up. */
function dayOf(setting: Setting): Promise<BusyDay> {
  const day = days.get(setting) ?? haveBusyDay(setting);
  days.set(setting, day);
  return day;
}

/** Every rule by day at one width, and by night those of colours at the other: each language is seen wide and narrow. */
const looked = (language: string, look: DeskLook, dayPx: number, nightPx: number): readonly Flow[] =>
  parts.map((pages, index) => ({
    name: `axe finds nothing serious on any page of the console, wide and narrow, light and dark, ${language}, part ${index + 1}`,
    who: null,
    look,
    walk: async (_, setting) => {
      const serious: string[] = [];
      const day = await dayOf(setting);
      await setting.addInReview();
      await tour(setting, day, look, pages, async (name, desk) => {
        for (const [colorScheme, faultsOf, widthPx] of [
          ["light", accessFaults, dayPx],
          ["dark", colourFaults, nightPx],
        ] as const) {
          await desk.page.setViewportSize({ width: widthPx, height: 900 });
          await dress(desk, colorScheme);
          for (const fault of await faultsOf(desk.page)) {
            const words = `${name}, ${widthPx} px, ${colorScheme}: ${fault.words}`;
            if (fault.serious) serious.push(words);
            else process.stderr.write(`  noted: ${words}\n`);
          }
        }
      });
      assert.ok(serious.length === 0, serious.join("\n"));
    },
  }));

deskFlows([
  ...looked("in Chinese", zh, widePx, narrowPx),
  // The longer words have every rule at the narrower desk.
  ...looked("in English", en, narrowPx, widePx),
]);
