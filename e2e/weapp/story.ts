/** One student's whole way in the mini-program, chapter by chapter, each with the refusals that belong to it. */
import type { OutsideWorld, WechatPerson } from "../people/outside-world.ts";
import type { Product } from "../product/start-product.ts";
import type { Reviewers } from "../story/review.ts";
import type { Line } from "./line.ts";
import type { Wechat, Wechats } from "./wechat.ts";

export interface Setting {
  readonly product: Product;
  readonly line: Line;
  readonly world: OutsideWorld;
  readonly wechats: Wechats;
  readonly person: WechatPerson;
  /** The student's phone. */
  readonly wechat: Wechat;
  readonly reviewers: Reviewers;
}

/** Does one flow; once one has failed the later ones of the way fail with it. */
export type Flow = (what: string, work: () => Promise<void>) => Promise<void>;

export const queryOf = (url: string, name: string): string => new URL(url, "http://page").searchParams.get(name) ?? "";
