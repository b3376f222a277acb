/** Setting of every step of the mini-program: people and phones. */
import type { OutsideWorld, WechatPerson } from "../people/outside-world.ts";
import type { Product } from "../product/start-product.ts";
import type { Reviewers } from "../story/review.ts";
import type { Wechat, Wechats } from "./wechat.ts";

export interface Setting {
  readonly product: Product;
  readonly world: OutsideWorld;
  readonly wechats: Wechats;
  readonly person: WechatPerson;
  /** The student's phone. */
  readonly wechat: Wechat;
  readonly reviewers: Reviewers;
}

/** Runs one step. Later steps depend on it. */
export type Step = (name: string, work: () => Promise<void>) => Promise<void>;
