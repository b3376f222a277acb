/** A student's phone: real Chromium at a phone's size, with a camera that sees one portrait. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { launchChromium, onViolation } from "../chromium.ts";

export interface PhoneLook {
  readonly locale: "zh-CN" | "en-US";
  readonly dark?: boolean;
  readonly width?: number;
  /** True for a computer. It has no touch, so WeChat Pay displays a QR code. */
  readonly desktop?: boolean;
  /** True for WeChat's own browser, by its user agent. */
  readonly wechat?: boolean;
  /** False if the files of the photo engine do not load, so that only the service checks photos. */
  readonly engine?: boolean;
}

export interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page, and violations of its policy. */
  readonly broken: readonly string[];
  /** Taps the element with this id once it can be tapped. */
  tap(id: string): Promise<void>;
  /** Waits until this text is visible. */
  see(words: string | RegExp): Promise<void>;
  type(id: string, text: string): Promise<void>;
  /** Taps `id` and chooses the file in the dialog that it opens. */
  give(id: string, file: Blob, name: string): Promise<void>;
  /** Saves a screenshot of the complete page, or only of the screen while a sheet is open. */
  picture(name: string, widthPx?: number): Promise<void>;
}

const wechatAgent =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.50";
const withinMs = 60_000;
const screenPx = 844;

/** Opens phones. `portrait` is the JPEG that the camera sees, `pictures` the folder for screenshots. */
export async function openPhones(url: string, portrait: Uint8Array, pictures: string) {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-camera-"));
  const camera = join(folder, "camera.mjpeg");
  // The camera's file has one frame, which repeats.
  writeFileSync(camera, portrait);
  mkdirSync(pictures, { recursive: true });
  const browser: Browser = await launchChromium([
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${camera}`,
  ]);
  const open = async ({
    locale,
    dark = false,
    width = 390,
    desktop = false,
    wechat = false,
    engine = true,
  }: PhoneLook): Promise<Phone> => {
    const context = await browser.newContext({
      locale,
      baseURL: url,
      viewport: { width, height: screenPx },
      deviceScaleFactor: 2,
      hasTouch: !desktop,
      isMobile: !desktop,
      colorScheme: dark ? "dark" : "light",
      permissions: ["camera"],
      ...(wechat && { userAgent: wechatAgent }),
    });
    context.setDefaultTimeout(withinMs);
    if (!engine) await context.route("**/engine/**", (route) => route.abort());
    const page = await context.newPage();
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    onViolation(page, (words) => broken.push(words));
    // The previous page stays in the document, hidden.
    const one = (id: string) => page.locator(`#${id}:visible`).last();
    return {
      page,
      context,
      broken,
      tap: (id) => one(id).click(),
      see: (words) => page.getByText(words).filter({ visible: true }).first().waitFor(),
      type: (id, text) => one(id).fill(text),
      give: async (id, file, name) => {
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), one(id).click()]);
        await chooser.setFiles({
          name,
          mimeType: file.type,
          buffer: Buffer.from(await file.arrayBuffer()),
        });
      },
      picture: async (name, widthPx = width) => {
        await page.setViewportSize({ width: widthPx, height: screenPx });
        // The page scrolls inside itself, so the screen is made as tall as its content.
        const tall = await page.evaluate<number>(
          `document.querySelector('.sheet') ? 0 : Math.max(0, ...[...document.querySelectorAll('.page')].map((page) => page.scrollHeight))`,
        );
        await page.setViewportSize({ width: widthPx, height: Math.max(screenPx, tall) });
        await page.screenshot({ path: join(pictures, `${name}.png`) });
        await page.setViewportSize({ width, height: screenPx });
      },
    };
  };
  const close = async (): Promise<void> => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { open, close };
}

export type Phones = Awaited<ReturnType<typeof openPhones>>;
