/**
 * Writes the pictures of the README and of shared links, with a drawn person in place of a real one. `texts.json` lists
 * the size of each picture, the areas of the photos in it and the words on it, which a test compares with the sources. A
 * picture in which a photo is missing or a text is cut is refused.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brand, tagline } from "@gradphoto/domain";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { openDesks } from "../../../e2e/console/desk.ts";
import { ready } from "../../../e2e/console/review-desk.ts";
import { openOutsideWorld } from "../../../e2e/people/outside-world.ts";
import { approve } from "../../../e2e/people/reviewer.ts";
import { addShootingStudent } from "../../../e2e/people/shooting-student.ts";
import { waitUntil } from "../../../e2e/people/wait-until.ts";
import { hastenRegistry } from "../../../e2e/product/product-database.ts";
import { root, startProduct } from "../../../e2e/product/start-product.ts";
import { openPhones } from "../../../e2e/student/phone.ts";
import {
  chooseFromAlbum,
  openAs,
  pathOf,
  submit,
  uploadAndWait,
} from "../../../e2e/student/walk.ts";
import { drawPerson } from "../../../packages/engine/src/testing/synthetic-person.ts";
import {
  compliantLook,
  type PersonLook,
} from "../../../packages/engine/src/testing/synthetic-person-look.ts";
import {
  mixOverWall,
  takePhoto,
} from "../../../packages/engine/src/testing/synthetic-person-photo.ts";
import { evenWall } from "../../../packages/engine/src/testing/synthetic-person-walls.ts";
import { type Area, shoot } from "../browser/picture-faults.ts";

const folder = join(root, "docs", "pictures");
const socialPicture = join(root, "apps", "student", "src", "social.png");
const wall = evenWall({ r: 216, g: 214, b: 210 });
const webpQuality = 82;
/** Words shorter than this, such as units, are on every page. */
const minTextLength = 4;
/** A page may need some more height so that its last line is complete. */
const stepPx = 12;
const maxSteps = 20;
const photoMs = 180_000;

const photoOf = async (look: Partial<PersonLook>): Promise<Blob> => {
  const person = await drawPerson({ ...compliantLook, hair: "neat", ...look });
  const jpeg = await takePhoto(mixOverWall(person, await wall(person)));
  return new Blob([new Uint8Array(jpeg)], { type: "image/jpeg" });
};

interface Described {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly photos: readonly Area[];
  readonly texts: readonly string[];
}

const described: Record<string, Described> = {};

/** Takes a screenshot without faults, and makes the screen taller where that helps. */
async function shootWell(page: Page, name: string) {
  const screen = page.viewportSize() ?? { width: 0, height: 0 };
  let steps = 0;
  const { png, areas } = await waitUntil(
    `the picture ${name}`,
    async () => {
      await page.setViewportSize({
        ...screen,
        height: screen.height + stepPx * (steps % maxSteps),
      });
      steps += 1;
      const taken = await shoot(page);
      if (taken.faults.length > 0 && steps <= maxSteps)
        process.stderr.write(`${name}: ${taken.faults.join("; ")}\n`);
      return taken;
    },
    ({ faults }) => faults.length === 0,
    60_000,
    500,
  );
  return { png, areas };
}

/** Stores what the screen shows. Lines with digits are left out of the words, because measures and dates change. */
async function store(page: Page, name: string): Promise<void> {
  const { png, areas } = await shootWell(page, name);
  const { data, info } = await sharp(png)
    .webp({ quality: webpQuality })
    .toBuffer({ resolveWithObject: true });
  writeFileSync(join(folder, `${name}.webp`), data);
  const lines = (await page.evaluate<string>("document.body.innerText"))
    .split("\n")
    .map((line) => line.trim());
  const texts = [...new Set(lines)].filter(
    (line) => line.length >= minTextLength && !/\d/.test(line),
  );
  described[name] = { widthPx: info.width, heightPx: info.height, photos: areas, texts };
  process.stderr.write(
    `${name}: ${info.width}×${info.height}, ${Math.round(data.length / 1024)} KiB\n`,
  );
}

/** Frames of the moving picture, of equal size, and how long each is shown. */
const frames: { readonly png: Buffer; readonly shownMs: number }[] = [];
const frameWidthPx = 390;
const frameHeightPx = 844;

async function addFrame(page: Page, shownMs: number): Promise<void> {
  const png = await page.screenshot();
  frames.push({
    png: await sharp(png).resize(frameWidthPx, frameHeightPx, { position: "top" }).png().toBuffer(),
    shownMs,
  });
}

async function storeMovingPicture(): Promise<void> {
  const joined = sharp(
    frames.map(({ png }) => png),
    { join: { animated: true } },
  );
  const data = await joined
    .webp({ quality: webpQuality, delay: frames.map(({ shownMs }) => shownMs) })
    .toBuffer();
  writeFileSync(join(folder, "journey.webp"), data);
  described.journey = { widthPx: frameWidthPx, heightPx: frameHeightPx, photos: [], texts: [] };
  process.stderr.write(`journey: ${frames.length} frames, ${Math.round(data.length / 1024)} KiB\n`);
}

/** Writes the picture that a shared link shows, 1200 × 630 pixels. `photo` is a picture of original and standard photo. */
async function storeSocialPicture(page: Page, photo: Buffer): Promise<void> {
  const mark = readFileSync(join(root, "apps", "student", "src", "mark.svg")).toString("base64");
  await page.setViewportSize({ width: 1200, height: 630 });
  await page.goto("about:blank");
  await page.setContent(`<style>body{margin:0;display:flex;align-items:center;justify-content:space-between;width:1200px;height:630px;box-sizing:border-box;padding:0 90px;background:#f6f3ee;color:#1f3a5f;font-family:"Noto Sans CJK SC",sans-serif}
h1{margin:24px 0 0;font-size:92px}h2{margin:0;font-size:44px;font-weight:400}p{max-width:560px;margin:32px 0 0;font-size:30px;line-height:1.5;color:#22272e}img.photo{height:500px;border:2px solid #c9bfae}</style>
<div><img src="data:image/svg+xml;base64,${mark}" height="110"><h1>${brand.zh}</h1><h2>${brand.en}</h2><p>${tagline.zh}</p></div><img class="photo" src="data:image/png;base64,${photo.toString("base64")}">`);
  const { png } = await shootWell(page, "social");
  writeFileSync(socialPicture, await sharp(png).png({ palette: true, quality: 90 }).toBuffer());
}

const good = await photoOf({});
const bad = await photoOf({ mouth: "smile", tiltDeg: 9 });
const asFile = async (photo: Blob) => ({
  name: "photo.jpg",
  mimeType: photo.type,
  buffer: Buffer.from(await photo.arrayBuffer()),
});
const look = { locale: "zh-CN", widthPx: 1280, heightPx: 800 } as const;

/** The photo's way from a bad one to 采集完成, and the pictures of its stations. */
async function walkToCompletion(): Promise<void> {
  const product = await startProduct({
    GRADPHOTO_DEMO_CONFIGURATION: JSON.stringify({ "decision-hold": 0 }),
  });
  const portrait = new Uint8Array(await good.arrayBuffer());
  const phones = await openPhones(product.url, portrait, join(root, "out", "pictures"));
  const desks = await openDesks(product.url, "pictures");
  try {
    const wide = await desks.open(null, look);
    for (const [name, photo] of [
      ["try-refused", bad],
      ["try", good],
    ] as const) {
      await wide.page.goto("/try");
      await wide.page.locator("#file").setInputFiles(await asFile(photo));
      await wide.page.locator("#outcome").waitFor({ timeout: photoMs });
      await store(wide.page, name);
    }
    await storeSocialPicture(
      wide.page,
      await wide.page.locator(".compare, .photo").first().screenshot(),
    );
    const world = openOutsideWorld(product.sandboxUrl);
    const student = await addShootingStudent(world, product.url, 1);
    const phone = await phones.open({ locale: "zh-CN", engine: false });
    await openAs(phone, student.client, pathOf("rules", student));
    await chooseFromAlbum(phone, bad);
    await addFrame(phone.page, 1500);
    await uploadAndWait(phone);
    await shootWell(phone.page, "refused on the phone");
    await addFrame(phone.page, 3000);
    await chooseFromAlbum(phone, good, "retake");
    await addFrame(phone.page, 1500);
    await uploadAndWait(phone);
    await store(phone.page, "result");
    await addFrame(phone.page, 2500);
    await submit(phone);
    await addFrame(phone.page, 1500);
    const desk = await desks.open("reviewer-1", look);
    await desk.page.goto("/console/review");
    await desk.page.locator(".desk-frame img").nth(1).waitFor();
    await ready(desk);
    await store(desk.page, "review");
    await approve(await desks.clientOf("reviewer-1"), student.collectionId);
    await hastenRegistry(product);
    await phone.page.waitForURL(/pages\/completed/, { timeout: photoMs });
    await shootWell(phone.page, "completed on the phone");
    await addFrame(phone.page, 3500);
    await storeMovingPicture();
  } finally {
    await desks.close();
    await phones.close();
    await product.stop();
  }
}

/** Pages that need a year's history. */
async function lookAtHistory(): Promise<void> {
  const product = await startProduct({}, { people: true });
  const desks = await openDesks(product.url, "pictures");
  try {
    const { page } = await desks.open(null, look);
    // The pictures show the product without the demo's dock.
    await page.route("**/demo/bar.js", (route) => route.abort());
    for (const [name, title] of [
      ["school", "看一所学校"],
      ["books", "看账"],
    ] as const) {
      await page.goto("/demo");
      await page.locator(".card", { hasText: title }).click({ timeout: photoMs });
      await page.locator("#content h1").waitFor();
      if (name === "school") {
        await page.goto("/console/projects");
        await page.getByRole("button", { name: "进度" }).first().click();
        await page.locator(".console-plots svg").first().waitFor();
      } else await page.getByText("已平").first().waitFor();
      await page.evaluate("scrollTo(0, 0)");
      await store(page, name);
    }
  } finally {
    await desks.close();
    await product.stop();
  }
}

await walkToCompletion();
await lookAtHistory();
writeFileSync(join(folder, "texts.json"), `${JSON.stringify(described, null, 2)}\n`);
process.stdout.write(
  `${JSON.stringify({ lab: "pictures", pictures: Object.keys(described).length })}\n`,
);
