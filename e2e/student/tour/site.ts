/** An on-site day: the helper's phone from the scan to the queue of photos, and the number in the corridor. */
import { badPhoto } from "../../people/photos.ts";
import { addShootingStudent } from "../../people/shooting-student.ts";
import { openSiteDay } from "../../people/site-day.ts";
import { lastFourOf } from "../../people/student.ts";
import type { Setting } from "../flow.ts";
import type { Phone } from "../phone.ts";
import type { Stop } from "./stop.ts";

export async function tourSite(phone: Phone, { world, product, operator }: Setting, stop: Stop): Promise<void> {
  const { page, tap, give, type } = phone;
  const { chsi } = await addShootingStudent(world, product.url, 1);
  const { shootingPath, queuePath } = await openSiteDay(operator);
  await page.goto(shootingPath);
  await page.locator("#scan:visible").waitFor();
  await stop("site");
  await give("album", await world.codePicture({ studentId: chsi.id }), "code.png");
  await page.locator("#last-four:visible").waitFor();
  await stop("site-last-four");
  await type("last-four", lastFourOf(chsi));
  await tap("prove");
  await page.locator("#site-name:visible").waitFor();
  await stop("site-name");
  await page.route(/\/v1\/helper\//, (route) => route.abort("connectionreset"));
  await give("site-shoot", badPhoto(), "photo.jpg");
  await page.locator("[data-stage=waiting]:visible").waitFor();
  await stop("site-waiting");
  await page.unroute(/\/v1\/helper\//);
  await page.locator("[data-stage=refused]:visible").waitFor({ timeout: 180_000 });
  await stop("site-call-back");
  await page.goto(queuePath);
  await page.locator("#take-ticket:visible").waitFor();
  await stop("queue");
  await tap("take-ticket");
  await page.locator("#before:visible").waitFor();
  await stop("queue-number");
  await page.goto(shootingPath);
  await tap("call-next");
  await page.locator("#called:visible:not(:empty)").waitFor();
  await stop("site-called");
  await page.goto(queuePath);
  await page.locator("#my-turn:visible").waitFor();
  await stop("queue-called");
}
