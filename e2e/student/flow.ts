/** One thing that the student app must show, walked on a phone. */
import type { PersonClient } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import type { Product } from "../product/start-product.ts";
import type { Phone, PhoneLook } from "./phone.ts";

export interface Setting {
  readonly product: Product;
  readonly world: OutsideWorld;
  readonly reviewer: PersonClient;
  readonly service: PersonClient;
  readonly finance: PersonClient;
  readonly operator: PersonClient;
}

export interface Flow {
  readonly name: string;
  readonly look: PhoneLook;
  readonly walk: (phone: Phone, setting: Setting) => Promise<void>;
}

export const zh: PhoneLook = { locale: "zh-CN" };
export const en: PhoneLook = { locale: "en-US" };
