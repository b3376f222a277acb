/**
 * WeChat on a student's phone: the compiled package in real Chromium, with the answers of the student and of WeChat.
 */
import { type StudentPage, studentPageFile, studentPagePath } from "@gradphoto/domain";
import type { Browser, Page } from "@playwright/test";
import { z } from "zod";
import { launchChromium } from "../chromium.ts";
import type { OutsideWorld, WechatPerson } from "../people/outside-world.ts";
import { waitUntil } from "../people/wait-until.ts";
import { hostPage, hostScript, packageScript } from "./bundle.ts";

/** Result of an API: a value, or the message of its failure. */
type Answer = object | { readonly fail: string };

/** Answers by name of the API. `options` are those of the app. */
type Answers = Record<string, (options: unknown) => Answer | Promise<Answer>>;

export interface Wechat {
  readonly page: Page;
  /** Answers that the test changes. An API without an answer fails. */
  readonly answers: Answers;
  /** Names of the APIs that the app called, in order. */
  readonly calls: readonly string[];
  /** Restarts the app. Its stored values remain. */
  launch(url?: string): Promise<void>;
  /** Returns the address of the page in front. */
  url(): Promise<string>;
  tap(id: string): Promise<void>;
  tapWords(words: string): Promise<void>;
  /** Taps the last element with this class on the page in front. */
  tapClass(name: string): Promise<void>;
  type(id: string, text: string): Promise<void>;
  /** Waits until this text is visible on the page in front. */
  see(words: string | RegExp): Promise<void>;
  /** Waits until the page in front has this name. */
  arriveAt(page: StudentPage): Promise<void>;
  /** Reports the result of WeChat's own dialog behind a button to the app. */
  fire(id: string, event: string, detail: object): Promise<void>;
  back(): Promise<void>;
  /** Returns the card of the page in front when it is shared; null where it cannot be shared. */
  share(): Promise<unknown>;
  /** Waits until every picture of the page in front has a height. */
  settle(): Promise<void>;
  /** Returns every fault of the package so far. */
  faults(): Promise<readonly string[]>;
  /** Returns the schemes and hosts of the package's requests. */
  origins(): Promise<readonly string[]>;
}

const withinMs = 30_000;

export async function openWechats(productUrl: string, packageFolder: string) {
  const scripts = [packageScript(packageFolder), await hostScript()];
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
    const calls: string[] = [];
    page.on("pageerror", (error) =>
      thrown.push(error.stack || error.message || "an unhandled rejection"),
    );
    await page.exposeFunction("outside", async (api: string, options: unknown) => {
      calls.push(api);
      try {
        const answer = (await answers[api]?.(options)) ?? { fail: "fail not answered" };
        return "fail" in answer ? answer : { ok: answer };
      } catch (error) {
        thrown.push(`${api}: ${error}`);
        return { fail: "fail system error" };
      }
    });
    // The page has the product's own address, so that its requests are real and need no permission.
    const address = `${productUrl}/weapp-host`;
    await page.route(address, (route) =>
      route.fulfill({ contentType: "text/html", body: hostPage() }),
    );
    const host = <Value>(call: string): Promise<Value> => page.evaluate<Value>(`host.${call}`);
    const front = page.locator(".wx-page").last();
    const one = (id: string) => front.locator(`[wx-id="${id}"]`).last();
    return {
      page,
      answers,
      calls,
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
      tapWords: (words) =>
        front.getByText(words, { exact: true }).filter({ visible: true }).first().tap(),
      tapClass: (name) => front.locator(`.${name}`).last().tap(),
      type: (id, text) => one(id).locator("input").fill(text),
      see: (words) => front.getByText(words).filter({ visible: true }).first().waitFor(),
      arriveAt: async (name) => {
        await page.waitForFunction(
          `host.url().startsWith(${JSON.stringify(`/${studentPageFile(name)}`)})`,
        );
      },
      fire: (id, event, detail) =>
        host(`fire(${[id, event, detail].map((part) => JSON.stringify(part)).join(",")})`),
      back: () => host("back()"),
      share: () => host("share()"),
      settle: async () => {
        const flat = () => host<readonly string[]>("flat()");
        await waitUntil(
          "The height of every picture",
          flat,
          ({ length }) => length === 0,
          withinMs,
        );
      },
      faults: async () => [...thrown, ...(await host<string[]>("broken"))],
      origins: () => host("origins()"),
    };
  };
  return { open, close: () => browser.close() };
}

export type Wechats = Awaited<ReturnType<typeof openWechats>>;

const settings = z.object({ wechat: z.object({ miniProgram: z.object({ appid: z.string() }) }) });
const messages = z.object({ tmplIds: z.array(z.string()).max(5) });

/** Returns the answers of a willing student and of WeChat: real codes, payments and pictures of the sandbox. */
export const willing = (world: OutsideWorld, person: WechatPerson): Answers => ({
  login: async () => ({ code: await world.wechatCode("login", person.id) }),
  requestPayment: async (options) => {
    // The id of the app is added as WeChat does, because the app does not send it.
    const { appid: appId } = settings.parse(await world.control("GET", "/settings")).wechat
      .miniProgram;
    await world.control("POST", "/pay/request-payment", {
      ...z.looseObject({}).parse(options),
      appId,
    });
    return {};
  },
  requestSubscribeMessage: async (options) => {
    const { tmplIds } = messages.parse(options);
    for (const templateId of tmplIds) {
      await world.control("POST", "/wechat/accept-messages", { userId: person.id, templateId });
    }
    return Object.fromEntries(tmplIds.map((id) => [id, "accept"]));
  },
  camera: () => ({}),
  makePhoneCall: () => ({}),
  setClipboardData: () => ({}),
  saveImageToPhotosAlbum: () => ({}),
  openDocument: () => ({}),
});

const addressOf = async (photo: Blob): Promise<string> =>
  `data:${photo.type};base64,${Buffer.from(await photo.arrayBuffer()).toString("base64")}`;

/** Returns the answer of wx.chooseMedia with this photo. */
export const chosen = async (photo: Blob): Promise<object> => ({
  type: "image",
  tempFiles: [{ tempFilePath: await addressOf(photo), size: photo.size, fileType: "image" }],
});

/** Returns the answer of the page's camera that took this photo. */
export const taken = async (photo: Blob): Promise<object> => ({
  tempImagePath: await addressOf(photo),
});
