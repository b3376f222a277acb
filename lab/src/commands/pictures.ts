/**
 * Writes the pictures of the README into docs/pictures, with a drawn person in place of a real one. `texts.json` lists
 * the size of each picture and the words on it, which a test finds in the sources.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { openDesks } from "../../../e2e/console/desk.ts";
import { ready } from "../../../e2e/console/review-desk.ts";
import { take } from "../../../e2e/people/client.ts";
import { openOutsideWorld } from "../../../e2e/people/outside-world.ts";
import { addShootingStudent } from "../../../e2e/people/shooting-student.ts";
import { uploadAndJudge } from "../../../e2e/people/submit-photo.ts";
import { root, startProduct } from "../../../e2e/product/start-product.ts";
import { openPhones } from "../../../e2e/student/phone.ts";
import { openAs, pathOf } from "../../../e2e/student/walk.ts";
import { drawPerson } from "../../../packages/engine/src/testing/synthetic-person.ts";
import { compliantLook, type PersonLook } from "../../../packages/engine/src/testing/synthetic-person-look.ts";
import { mixOverWall, takePhoto } from "../../../packages/engine/src/testing/synthetic-person-photo.ts";
import { evenWall } from "../../../packages/engine/src/testing/synthetic-person-walls.ts";

const folder = join(root, "docs", "pictures");
const wall = evenWall({ r: 216, g: 214, b: 210 });
const webpQuality = 82;
/** Words shorter than this, such as units, are on every page. */
const minTextLength = 4;

const photoOf = async (look: Partial<PersonLook>): Promise<Uint8Array> => {
  const person = await drawPerson({ ...compliantLook, ...look });
  return takePhoto(mixOverWall(person, await wall(person)));
};

interface Described {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly texts: readonly string[];
}

const described: Record<string, Described> = {};

/** Stores what the screen shows. Lines with digits are left out of the words, because measures and dates change. */
async function store(page: Page, name: string): Promise<void> {
  await page.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => {})))");
  const image = sharp(await page.screenshot()).webp({ quality: webpQuality });
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  writeFileSync(join(folder, `${name}.webp`), data);
  const lines = (await page.evaluate<string>("document.body.innerText")).split("\n").map((line) => line.trim());
  const texts = [...new Set(lines)].filter((line) => line.length >= minTextLength && !/\d/.test(line));
  described[name] = { widthPx: info.width, heightPx: info.height, texts };
  process.stderr.write(`${name}: ${info.width}×${info.height}, ${Math.round(data.length / 1024)} KiB\n`);
}

mkdirSync(folder, { recursive: true });
const good = await photoOf({});
const asFile = (bytes: Uint8Array) => ({ name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from(bytes) });
const product = await startProduct({ GRADPHOTO_DEMO_CONFIGURATION: JSON.stringify({ "decision-hold": 0 }) });
const phones = await openPhones(product.url, good, join(root, "out", "pictures"));
const desks = await openDesks(product.url, "pictures");
try {
  const wide = await desks.open(null, { locale: "zh-CN", widthPx: 1280, heightPx: 800 });
  for (const [name, photo] of [
    ["try", good],
    ["try-refused", await photoOf({ mouth: "smile", tiltDeg: 9 })],
  ] as const) {
    await wide.page.goto("/try");
    await wide.page.locator("#file").setInputFiles(asFile(photo));
    await wide.page.locator("#outcome").waitFor({ timeout: 180_000 });
    await store(wide.page, name);
  }
  const world = openOutsideWorld(product.sandboxUrl);
  const student = await addShootingStudent(world, product.url, 1);
  const { attemptId } = await uploadAndJudge(student, new Blob([Buffer.from(good)], { type: "image/jpeg" }));
  const phone = await phones.open({ locale: "zh-CN", engine: false });
  await openAs(phone, student.client, pathOf("standard", student));
  await phone.page.locator("#submit:visible").waitFor();
  await store(phone.page, "result");
  const params = { collectionId: student.collectionId };
  await take(student.client.call("submitAttempt", { params, body: { attemptId } }));
  const desk = await desks.open("reviewer-1", { locale: "zh-CN", widthPx: 1280, heightPx: 800 });
  await desk.page.goto("/console/review");
  await desk.page.locator(".desk-frame img").nth(1).waitFor();
  await ready(desk);
  await store(desk.page, "review");
} finally {
  await desks.close();
  await phones.close();
  await product.stop();
}
writeFileSync(join(folder, "texts.json"), `${JSON.stringify(described, null, 2)}\n`);
process.stdout.write(`${JSON.stringify({ lab: "pictures", pictures: Object.keys(described).length })}\n`);
