/** Desks of staff: real Chromium at the size of a desk, signed in or not. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { launchChromium, onViolation } from "../chromium.ts";
import type { PersonClient } from "../people/client.ts";
import { signInStaff } from "../people/staff.ts";
import { root } from "../product/start-product.ts";

export interface DeskLook {
  readonly locale: "zh-CN" | "en-US";
  readonly dark?: boolean;
  /** Width in pixels; 1440 by default. */
  readonly widthPx?: number;
  /** Height in pixels; 900 by default. */
  readonly heightPx?: number;
}

export interface Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors that the pages threw, and violations of their policy. */
  readonly broken: readonly string[];
  /** Waits until this text is visible. */
  see(text: string | RegExp): Promise<void>;
  press(name: string | RegExp): Promise<void>;
  /** Presses a button of the open dialog. */
  answer(name: string | RegExp): Promise<void>;
  /** Confirms the question next to a button. */
  confirm(): Promise<void>;
  /** Chooses an option of the select with this label. A text is the complete option, a pattern a part of it. */
  choose(label: string, option: string | RegExp): Promise<void>;
  /** Holds requests to these addresses until the returned function is called. */
  hold(addresses: RegExp): Promise<() => void>;
  /** Stores a picture of the complete page under this name. */
  picture(name: string): Promise<void>;
}

const withinMs = 30_000;

/** Starts a browser whose `open` gives a staff member's desk. `into`: folder under `out` for pictures of pages. */
export async function openDesks(url: string, into: string) {
  const pictures = join(root, "out", into);
  mkdirSync(pictures, { recursive: true });
  const browser: Browser = await launchChromium();
  // Sessions by user name. A one-time code is valid once, so everybody signs in once, and all their desks share that
  // session.
  const sessions = new Map<string, Promise<PersonClient>>();
  const clientOf = (username: string): Promise<PersonClient> => {
    const session = sessions.get(username) ?? signInStaff(url, username);
    sessions.set(username, session);
    return session;
  };
  /** Opens a desk. With a `username` of null nobody is signed in. */
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
      // On a busy machine a moving button takes the press and misses the release.
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
    onViolation(page, (words) => broken.push(words));
    return {
      page,
      context,
      broken,
      see: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
      press: (name) => page.getByRole("button", { name }).filter({ visible: true }).first().click(),
      answer: (name) => page.getByRole("dialog").getByRole("button", { name }).click(),
      confirm: () =>
        page
          .locator(".ant-popover:visible")
          .getByRole("button", { name: /^(确定|OK)$/ })
          .click(),
      choose: async (label, option) => {
        // A dialog comes after its page in the document.
        await page.getByLabel(label, { exact: true }).last().click();
        const options = page.locator(".ant-select-dropdown:visible .ant-select-item-option");
        await options.getByText(option, { exact: true }).first().click();
      },
      hold: async (addresses) => {
        let release = (): void => undefined;
        const released = new Promise<void>((done) => {
          release = done;
        });
        await page.route(addresses, async (route) => {
          await released;
          await route.continue();
        });
        return release;
      },
      picture: async (name) => {
        await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      },
    };
  };
  return { open, clientOf, close: () => browser.close() };
}

export type Desks = Awaited<ReturnType<typeof openDesks>>;
