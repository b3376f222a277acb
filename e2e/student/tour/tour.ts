/** A tour past every page of the app in each of its faces, for whoever wants to look at them. */
import { waitUntil } from "../../people/wait-until.ts";
import type { Setting } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { tourBeside } from "./beside.ts";
import { tourIdentity } from "./identity.ts";
import { tourPayment } from "./payment.ts";
import { tourPhoto } from "./photo.ts";
import { tourReview } from "./review.ts";
import { tourSite } from "./site.ts";
import type { Stop } from "./stop.ts";

/** No skeleton is shown, and every picture has come. */
const still = `[...document.querySelectorAll(".skeleton")].every((part) => part.offsetParent === null)
  && [...document.images].every((image) => image.complete)`;

export async function tour(phone: Phone, setting: Setting, look: Stop): Promise<void> {
  const { page } = phone;
  await page.emulateMedia({ reducedMotion: "reduce" });
  const stop: Stop = async (name) => {
    await waitUntil("A page that stands still", () => page.evaluate<boolean>(still), Boolean);
    await look(name);
  };
  await tourIdentity(phone, setting, stop);
  const collectionId = await tourPayment(phone, setting, stop);
  await tourPhoto(phone, setting, { collectionId, stop });
  await tourReview(phone, setting, { collectionId, stop });
  await tourSite(phone, setting, stop);
  await tourBeside(phone, stop);
}
