/** A staff member's desk: real Chromium at a desk's size, signed in or not. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { launchChromium } from "../launch-chromium.ts";
import type { PersonClient } from "../people/client.ts";
import { signInStaff } from "../people/staff.ts";
import { hearViolations } from "../policy-violations.ts";
import { root } from "../product/start-product.ts";

export interface DeskLook {
  readonly locale: "zh-CN" | "en-US";
  readonly dark?: boolean;
  /** 1440 unless told. */
  readonly widthPx?: number;
  /** 900 unless told. */
  readonly heightPx?: number;
}

export interface Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the pages threw, and what their policy kept them from. */
  readonly broken: readonly string[];
  /** Waits until these words are on the page. */
  see(words: string | RegExp): Promise<void>;
  press(name: string | RegExp): Promise<void>;
  /** Presses a button of the dialog in front. */
  answer(name: string | RegExp): Promise<void>;
  /** Says yes to the question beside a button. */
  confirm(): Promise<void>;
  /** Chooses an option of the select with this label; a text is the whole option, a pattern a part of it. */
  choose(label: string, option: string | RegExp): Promise<void>;
  /** Keeps a picture of the whole page under this name. */
  picture(name: string): Promise<void>;
}

const withinMs = 30_000;

/** `into`: the folder under `out` for pictures of pages. */
export async function openDesks(url: string, into: string) {
  const pictures = join(root, "out", into);
  mkdirSync(pictures, { recursive: true });
  const browser: Browser = await launchChromium();
  // A one-time code counts once: everybody signs in once, and every desk of theirs has that session.
  const sessions = new Map<string, Promise<PersonClient>>();
  const clientOf = (username: string): Promise<PersonClient> => {
    const session = sessions.get(username) ?? signInStaff(url, username);
    sessions.set(username, session);
    return session;
  };
  /** `username` null: nobody is signed in. */
  const open = async (
    username: string | null,
    { locale, dark = false, widthPx = 1440, heightPx = 900 }: DeskLook,
  ): Promise<Desk> => {
    const context = await browser.newContext({
      locale,
      baseURL: url,
      viewport: { width: widthPx, height: heightPx },
      colorScheme: dark ? "dark" : "light",
      timezoneId: "Asia/Shanghai",
      // On a busy machine a button that is still moving takes a press and not its release.
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(withinMs);
    if (username !== null) {
      const value = (await clientOf(username)).token() ?? "";
      await context.addCookies([
        { name: "gradphoto-staff", value, url: `${url}/v1`, httpOnly: true, sameSite: "Strict" },
      ]);
    }
    const page = await context.newPage();
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    hearViolations(page, (words) => broken.push(words));
    return {
      page,
      context,
      broken,
      see: (words) => page.getByText(words).filter({ visible: true }).first().waitFor(),
      press: (name) => page.getByRole("button", { name }).filter({ visible: true }).first().click(),
      answer: (name) => page.getByRole("dialog").getByRole("button", { name }).click(),
      confirm: () =>
        page
          .locator(".ant-popover:visible")
          .getByRole("button", { name: /^(确定|OK)$/ })
          .click(),
      choose: async (label, option) => {
        // A dialog stands behind its page.
        await page.getByLabel(label, { exact: true }).last().click();
        const options = page.locator(".ant-select-dropdown:visible .ant-select-item-option");
        await options.getByText(option, { exact: true }).first().click();
      },
      picture: async (name) => {
        await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      },
    };
  };
  return { open, clientOf, close: () => browser.close() };
}

export type Desks = Awaited<ReturnType<typeof openDesks>>;
