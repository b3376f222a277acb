/** WeChat on a student's phone: the compiled package running in real Chromium, and what the student and WeChat answer it. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type StudentPage, studentPageFile, studentPagePath } from "@gradphoto/domain";
import type { Browser, Page } from "@playwright/test";
import { launchChromium } from "../launch-chromium.ts";
import { waitUntil } from "../people/wait-until.ts";
import { hostPage, hostScript, packageScript } from "./bundle.ts";

/** What an API is told: a value, or the words of its failure. */
export type Answer = object | { readonly fail: string };

/** By name of the API; `options` as the app gave them. */
export type Answers = Record<string, (options: unknown) => Answer | Promise<Answer>>;

export interface Wechat {
  readonly page: Page;
  /** The test's own: what is not named here fails. */
  readonly answers: Answers;
  /** Names of the APIs that were asked, in order. */
  readonly asked: readonly string[];
  /** Starts the app anew; what it stored is still there. */
  launch(url?: string): Promise<void>;
  /** Address of the page in front. */
  url(): Promise<string>;
  tap(id: string): Promise<void>;
  tapWords(words: string): Promise<void>;
  type(id: string, text: string): Promise<void>;
  /** Waits until these words are on the page in front. */
  see(words: string | RegExp): Promise<void>;
  /** Waits until the page in front has this name. */
  arriveAt(page: StudentPage): Promise<void>;
  /** What WeChat's own dialogue behind a button tells the app. */
  fire(id: string, event: string, detail: object): Promise<void>;
  back(): Promise<void>;
  /** What WeChat would put on the card when the page in front is shared; null where it cannot be. */
  share(): Promise<unknown>;
  /** Waits until every picture of the page in front can be seen. */
  settle(): Promise<void>;
  /** Every fault of the package so far. */
  faults(): Promise<readonly string[]>;
  /** Schemes and hosts that the package asked for. */
  origins(): Promise<readonly string[]>;
  picture(name: string): Promise<void>;
}

const withinMs = 30_000;

export interface WechatDeps {
  readonly productUrl: string;
  readonly packageFolder: string;
  /** Where pictures of pages are kept. */
  readonly pictures: string;
}

export async function openWechats({ productUrl, packageFolder, pictures }: WechatDeps) {
  const scripts = [packageScript(packageFolder), await hostScript()];
  mkdirSync(pictures, { recursive: true });
  const browser: Browser = await launchChromium();
  const open = async (answers: Answers): Promise<Wechat> => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 756 },
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
    });
    context.setDefaultTimeout(withinMs);
    const page = await context.newPage();
    const thrown: string[] = [];
    const prompts: string[] = [];
    page.on("pageerror", (error) => thrown.push(error.stack || error.message || "a rejection that nobody took"));
    await page.exposeFunction("outside", async (api: string, options: unknown) => {
      prompts.push(api);
      try {
        const answer = (await answers[api]?.(options)) ?? { fail: "fail not answered" };
        return "fail" in answer ? answer : { ok: answer };
      } catch (error) {
        thrown.push(`${api}: ${error}`);
        return { fail: "fail system error" };
      }
    });
    // The page comes from the product's own address, so that requests are real and need no leave.
    const address = `${productUrl}/weapp-host`;
    await page.route(address, (route) => route.fulfill({ contentType: "text/html", body: hostPage() }));
    const host = <Value>(call: string): Promise<Value> => page.evaluate<Value>(`host.${call}`);
    const front = page.locator(".wx-page").last();
    const one = (id: string) => front.locator(`[wx-id="${id}"]`).last();
    const see: Wechat["see"] = (words) => front.getByText(words).filter({ visible: true }).first().waitFor();
    return {
      page,
      answers,
      asked: prompts,
      launch: async (url = `/${studentPagePath("start")}`) => {
        await page.goto(address);
        for (const content of scripts) await page.addScriptTag({ content });
        await host(`launch(${JSON.stringify(url)})`);
      },
      url: () => host("url()"),
      tap: async (id) => {
        await page.waitForFunction(`host.canTap(${JSON.stringify(id)})`);
        await one(id).tap();
      },
      tapWords: (words) => front.getByText(words, { exact: true }).filter({ visible: true }).first().tap(),
      type: (id, text) => one(id).locator("input").fill(text),
      see,
      arriveAt: async (name) => {
        await page.waitForFunction(`host.url().startsWith(${JSON.stringify(`/${studentPageFile(name)}`)})`);
      },
      fire: (id, event, detail) => host(`fire(${[id, event, detail].map((part) => JSON.stringify(part)).join(",")})`),
      back: () => host("back()"),
      share: () => host("share()"),
      settle: async () => {
        const flat = () => host<readonly string[]>("flat()");
        await waitUntil("The height of every picture", flat, ({ length }) => length === 0, withinMs);
      },
      faults: async () => [...thrown, ...(await host<string[]>("broken"))],
      origins: () => host("origins()"),
      picture: async (name) => {
        await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      },
    };
  };
  return { open, close: () => browser.close() };
}

export type Wechats = Awaited<ReturnType<typeof openWechats>>;
