/** What all flows of the student app get: the product, its people, the looks of a phone. */
import type { PersonClient } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import type { Product } from "../product/start-product.ts";
import type { PhoneLook } from "./phone.ts";

export interface Setting {
  readonly product: Product;
  readonly world: OutsideWorld;
  readonly reviewer: PersonClient;
  readonly service: PersonClient;
  readonly operator: PersonClient;
}

export const zh: PhoneLook = { locale: "zh-CN" };
export const en: PhoneLook = { locale: "en-US" };
