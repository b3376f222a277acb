/** Command `npm run e2e -- page`: Chromium checks photos on `/try` in both languages, and no part of them is sent. */
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, expect, type Page, type Request, test } from "@playwright/test";
import { launchChromium } from "../chromium.ts";
import { type Product, root, startProduct } from "../product/start-product.ts";
import { drawn, firstSeen } from "../student/wait-for-page.ts";

const pictures = join(root, "out", "e2e-page");
const { resolve } = createRequire(import.meta.url);
const good = resolve("material-kit/assets/img/faces/marc.jpg");
const nobody = resolve("soft-ui-dashboard/assets/img/home-decor-1.jpg");
const smiling = resolve("material-kit/assets/img/faces/christian.jpg");
/** Time limit of a check, including the download of the engine. */
const checkTimeoutMs = 180_000;

let product: Product;
let browser: Browser;

test.beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  product = await startProduct();
  browser = await launchChromium();
});

test.afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** Returns true for the page itself and for files of the student app. */
const isOwnFile = (path: string): boolean =>
  /^\/(|try|pages\/try\/index|service-worker\.js|manifest\.webmanifest|(js|css|static|engine)\/[\w.-]+)$/.test(
    path,
  );

/** Returns the requests that may carry a photo, or are not for a file of the page. */
const strange = (requests: readonly Request[]): readonly string[] =>
  requests
    .filter((request) => {
      const { protocol, origin, pathname, search } = new URL(request.url());
      // blob: and data: URLs are local to the page; nothing is sent.
      if (protocol === "blob:" || protocol === "data:") return false;
      const isPlainGet =
        request.method() === "GET" && request.postDataBuffer() === null && search === "";
      return !(isPlainGet && origin === product.url && isOwnFile(pathname));
    })
    .map((request) => `${request.method()} ${request.url()}`);

/** Defines a test that also fails on page errors and on requests other than for the page's own files. */
function flow(
  name: string,
  locale: "zh-CN" | "en-US",
  walk: (page: Page, requests: readonly Request[]) => Promise<void>,
  /** Runs in the page before its own scripts. */
  firstScript = "",
): void {
  test(name, async () => {
    const context = await browser.newContext({ locale, viewport: { width: 1000, height: 900 } });
    const page = await context.newPage();
    const broken: string[] = [];
    const requests: Request[] = [];
    await page.addInitScript({ content: firstScript });
    page.on("pageerror", (error) => broken.push(error.message));
    // This includes requests of its worker.
    context.on("request", (request) => requests.push(request));
    page.on("websocket", (socket) => broken.push(socket.url()));
    try {
      await page.goto(`${product.url}/try`);
      await page.waitForSelector("#file", { state: "attached" });
      await walk(page, requests);
      expect(broken).toEqual([]);
      await expect
        .poll(() => requests.map((request) => new URL(request.url()).pathname))
        .toContainEqual(expect.stringMatching(/^\/engine\/worker\./));
      expect(strange(requests)).toEqual([]);
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    } finally {
      await context.close();
    }
  });
}

async function choose(page: Page, file: Parameters<Page["setInputFiles"]>[1]): Promise<void> {
  await page.setInputFiles("#file", file);
  await page.waitForSelector("#outcome", { timeout: checkTimeoutMs });
}

const download = async (page: Page): Promise<string> => {
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
  return saved.suggestedFilename();
};

const expectResultSize = async (page: Page, widthPx: number, heightPx: number): Promise<void> => {
  await page.getByRole("tab", { name: /^(标准照|Standard)$/ }).click();
  await expect
    .poll(() =>
      page.evaluate<number[]>(
        "(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])(document.querySelector('#judged-photo .photo__picture'))",
      ),
    )
    .toEqual([widthPx, heightPx]);
};

flow("a good portrait becomes a standard photo that can be downloaded", "zh-CN", async (page) => {
  await choose(page, good);
  await expect(page.locator("#verdict")).toContainText(/可以上传[\s\S]*另有 \d+ 条细则由审核员看/);
  await page.locator("#people").getByRole("button", { name: "展开" }).click();
  await expect(page.locator("#people")).toContainText(/只由审核员看[\s\S]*不得翻拍屏幕或照片/);
  await expectResultSize(page, 480, 640);
  await page.locator("#report").getByRole("button", { name: "展开" }).click();
  const report: { readonly output: { readonly sha256: string } } = JSON.parse(
    (await page.locator("#report pre").textContent()) ?? "",
  );
  await expect(page.locator("#number")).toContainText(
    /检查编号[0-9A-F]{4}-[0-9A-F]{4}标准照SHA-256/,
  );
  await expect(page.locator("#number")).toContainText(report.output.sha256);
  expect(await download(page)).toBe("chsi-blue.jpg");
});

flow(
  "a refused photo displays advice and the position of the fault, and offers no download",
  "zh-CN",
  async (page) => {
    await choose(page, smiling);
    await expect(page.locator("#verdict")).toContainText("再拍一张");
    await expect(page.locator("#outcome")).toContainText("笑露牙齿");
    await expect(page.locator("#outcome")).toContainText("戴着帽子");
    await expect(page.locator("#judged-photo .photo__layer")).toBeVisible();
    await expect(page.locator("#download")).toHaveCount(0);
    // A wide screen shows the photo next to its verdict and first finding, without scrolling.
    await page.setViewportSize({ width: 1440, height: 900 });
    const boxOf = (selector: string) => page.locator(selector).first().boundingBox();
    const [photo, verdict, finding] = await Promise.all(
      ["#judged-photo", "#verdict", "[data-finding]"].map(boxOf),
    );
    expect((photo?.x ?? 0) + (photo?.width ?? 0)).toBeLessThan(verdict?.x ?? 0);
    expect((photo?.y ?? 900) + (photo?.height ?? 0)).toBeLessThanOrEqual(900);
    expect((finding?.y ?? 900) + (finding?.height ?? 0)).toBeLessThanOrEqual(900);
  },
);

flow("a photo without a person has only this finding", "zh-CN", async (page) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await choose(page, nobody);
  await expect(page.locator("#outcome [data-finding] .heading")).toHaveText(["不通过找不到人脸"]);
  await expect(page.locator("#unjudged")).toHaveCount(0);
  await expect(page.locator("#passed")).toHaveCount(0);
});

flow(
  "a tap on a finding moves the overlay to its position, and the details contain value and clause",
  "en-US",
  async (page) => {
    await choose(page, smiling);
    const overlay = () => page.locator("#judged-photo .photo__layer").getAttribute("src");
    const previous = await overlay();
    await page.locator(".finding:not(.finding--shown) button.finding__tap").first().click();
    await expect.poll(overlay).not.toBe(previous);
    const headwear = page.locator("[data-finding=headwear]");
    await headwear.getByRole("button", { name: "Details" }).click();
    await expect(headwear.locator(".disclosure__body .text")).toContainText(/\d+%/);
    await expect(headwear.locator(".disclosure__body .quiet")).not.toBeEmpty();
  },
);

flow("a text file with a photo's name is refused with an explanation", "en-US", async (page) => {
  await choose(page, {
    name: "photo.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from("not a photo"),
  });
  const fileType = page.locator("[data-finding=file-type]");
  await fileType.getByRole("button", { name: "Details" }).click();
  await expect(fileType).toContainText("not a photo format we read");
});

flow(
  "a file that is too large is refused with its size, without a check",
  "en-US",
  async (page) => {
    await page.evaluate(
      `(() => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(26 * 1024 * 1024)], "photo.jpg", { type: "image/jpeg" }));
      const input = document.querySelector("#file");
      input.files = files.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    })()`,
    );
    await expect(page.getByText("This file has 26.0 MB; 25 MB are allowed.")).toBeVisible();
    await expect(page.locator("#choose")).toBeVisible();
  },
);

flow(
  "checking the same photo with another spec produces that spec's size",
  "en-US",
  async (page) => {
    await choose(page, good);
    // The wait begins before the click, so that a check that ends soon is detected.
    await Promise.all([
      firstSeen(page, "() => document.querySelector('#working') !== null"),
      page.selectOption("#spec", "cn-two-inch"),
    ]);
    await page.waitForSelector("#outcome", { timeout: checkTimeoutMs });
    await expectResultSize(page, 413, 579);
    expect(await download(page)).toBe("cn-two-inch.jpg");
  },
);

flow(
  "the page switches its language with all results, in the dark theme on a narrow phone",
  "zh-CN",
  async (page) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 320, height: 640 });
    await choose(page, smiling);
    await page.locator("button[aria-label=设置]:visible").click();
    await page.getByRole("tab", { name: "English" }).click();
    await page.locator("button[aria-label=Back]:visible").click();
    await expect(page.locator("#verdict")).toContainText("cannot be used yet");
    await expect(page.locator("#outcome")).toContainText("Smile shows teeth");
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      320,
    );
  },
);

flow(
  "a photo is checked offline after one visit, even on a page that opens offline",
  "zh-CN",
  async (page) => {
    const context = page.context();
    await page.getByText("断开网络也能检查").last().waitFor({ timeout: checkTimeoutMs });
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
    await context.setOffline(true);
    const later = await context.newPage();
    for (const opened of [page, later]) {
      if (opened === later) await later.goto(`${product.url}/try`);
      await choose(opened, good);
      await expect(opened.locator("#verdict")).toContainText("可以上传");
    }
    await context.setOffline(false);
  },
);

flow(
  "on a slow line the checks are downloaded once a photo is chosen, with their progress",
  "zh-CN",
  async (page, requests) => {
    const networks = () => requests.filter((request) => request.url().endsWith(".tflite"));
    await page.getByText("选好照片后再下载检查程序").waitFor();
    await drawn(page);
    expect(networks()).toEqual([]);
    // The wait begins before the choice, because a fast machine shows the progress for a moment only.
    await Promise.all([
      firstSeen(
        page,
        "() => /正在准备检查程序 \\d+%/.test(document.querySelector('#working')?.textContent ?? '')",
      ),
      page.setInputFiles("#file", good),
    ]);
    await page.waitForSelector("#outcome", { timeout: checkTimeoutMs });
    expect(networks()).not.toEqual([]);
  },
  "Object.defineProperty(NetworkInformation.prototype, 'effectiveType', { get: () => '3g' })",
);

flow("a browser offers to install the page as an app", "zh-CN", async (page) => {
  await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A browser's private window installs nothing, and a test's window is one.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(["in-incognito"]);
});
