/**
 * Setting of the student app's flows: the running product with its people and phones, and their language, theme and
 * size.
 */
import { join } from "node:path";
import sharp from "sharp";
import type { PersonClient } from "../people/client.ts";
import { type OutsideWorld, openOutsideWorld } from "../people/outside-world.ts";
import { goodPhoto } from "../people/photos.ts";
import { signInStaff } from "../people/staff.ts";
import { type Product, root, startProduct } from "../product/start-product.ts";
import { openPhones, type PhoneLook, type Phones } from "./phone.ts";

/** Setting that all flows of the student app get. */
export interface Setting {
  readonly product: Product;
  readonly world: OutsideWorld;
  readonly reviewer: PersonClient;
  readonly service: PersonClient;
  readonly operator: PersonClient;
}

export const zh: PhoneLook = { locale: "zh-CN" };
export const en: PhoneLook = { locale: "en-US" };

const cameraHeightPx = 1440;

export interface OpenSetting extends Setting {
  readonly phones: Phones;
  readonly close: () => Promise<void>;
}

/** Opens the setting. `pictures` is the folder under `out` for screenshots. */
export async function openSetting(pictures: string): Promise<OpenSetting> {
  const hours = { zh: "测试环境，无人接听", en: "Test system, nobody answers" };
  const configuration = { "decision-hold": 0, hotline: "000-0000-0000", "service-hours": hours };
  const product = await startProduct({
    GRADPHOTO_DEMO_CONFIGURATION: JSON.stringify(configuration),
  });
  const portrait = await sharp(Buffer.from(await goodPhoto().arrayBuffer()))
    .resize({ height: cameraHeightPx })
    .jpeg()
    .toBuffer();
  const phones = await openPhones(product.url, portrait, join(root, "out", pictures));
  const close = async (): Promise<void> => {
    await phones.close();
    await product.stop();
  };
  const world = openOutsideWorld(product.sandboxUrl);
  const [reviewer, service, operator] = await Promise.all([
    signInStaff(product.url, "reviewer-1"),
    signInStaff(product.url, "service"),
    signInStaff(product.url, "operator"),
  ]);
  return { product, phones, world, reviewer, service, operator, close };
}
