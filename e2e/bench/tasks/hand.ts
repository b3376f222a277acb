/** The hand of a practised person at a desk: what it presses is counted, and what it takes is reckoned beside what it waits for. */
import type { Locator, Page } from "@playwright/test";

export interface Effort {
  readonly keys: number;
  readonly clicks: number;
  /** Thinking and moving, as the Keystroke-Level Model reckons them. */
  readonly handS: number;
  /** Until what was looked for stood there, measured. */
  readonly waitedS: number;
}

/** Seconds, of Card, Moran, Newell: The Keystroke-Level Model (1980): an average typist's key, pointing, a click, the way between mouse and keys, a thought. */
const takesS = { key: 0.28, point: 1.1, click: 0.2, home: 0.4, think: 1.35 } as const;
/** By pinyin: about two letters, and one key that chooses. */
const keysOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 3 : 1), 0);

export type Hand = ReturnType<typeof handAt>;

/** One for each task; every act begins with a thought. */
export function handAt(page: Page) {
  let [keys, clicks, handS, waitedS] = [0, 0, 0, 0];
  let isAt: "mouse" | "keys" | null = null;
  const to = (where: "mouse" | "keys"): void => {
    if (isAt !== null && isAt !== where) handS += takesS.home;
    isAt = where;
  };
  const pressed = (count: number): void => {
    to("keys");
    keys += count;
    handS += count * takesS.key;
  };
  const clicked = (): void => {
    to("mouse");
    clicks += 1;
    handS += takesS.point + takesS.click;
  };
  const awaited = async <Answer>(what: Promise<Answer>): Promise<Answer> => {
    const fromMs = performance.now();
    const answer = await what;
    waitedS += (performance.now() - fromMs) / 1000;
    return answer;
  };
  const sees = (what: Locator | string | RegExp): Promise<void> =>
    awaited(
      (typeof what === "string" || what instanceof RegExp ? page.getByText(what) : what)
        .filter({ visible: true })
        .first()
        .waitFor(),
    );
  const click = async (what: Locator): Promise<void> => {
    handS += takesS.think;
    clicked();
    await awaited(what.filter({ visible: true }).first().click());
  };
  return {
    page,
    sees,
    awaited,
    click,
    clickButton: (name: string | RegExp) => click(page.getByRole("button", { name })),
    clickMenu: (name: string) => click(page.getByRole("menuitem", { name })),
    /** Of a list that is folded: opened, and one of it chosen. */
    choose: async (list: Locator, option: string | RegExp): Promise<void> => {
      await click(list);
      clicked();
      await awaited(
        page.locator(".ant-select-dropdown:visible .ant-select-item-option", { hasText: option }).first().click(),
      );
    },
    press: async (...names: readonly string[]): Promise<void> => {
      handS += takesS.think;
      for (const name of names) {
        pressed(name.split("+").length);
        await page.keyboard.press(name);
      }
    },
    /** Where the cursor is already. */
    type: async (text: string): Promise<void> => {
      handS += takesS.think;
      pressed(keysOf(text));
      await page.keyboard.insertText(text);
    },
    /** What stood there is gone. */
    fill: async (field: Locator, text: string): Promise<void> => {
      await click(field);
      pressed(keysOf(text));
      await field.fill(text);
    },
    /** From the clipboard, as it came from somebody else. */
    paste: async (field: Locator, text: string): Promise<void> => {
      await click(field);
      pressed(2);
      await field.fill(text);
    },
    /** A file is dropped on the page, or chosen. */
    drop: async (field: Locator, file: Parameters<Locator["setInputFiles"]>[0]): Promise<void> => {
      handS += takesS.think + takesS.point;
      clicked();
      await awaited(field.setInputFiles(file));
    },
    effort: (): Effort => ({ keys, clicks, handS: round(handS), waitedS: round(waitedS) }),
  };
}

const round = (seconds: number): number => Math.round(seconds * 10) / 10;
