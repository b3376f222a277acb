/**
 * Setting of the console's flows: the running product with its staff and students, and the language, theme and size of
 * their desks.
 */
import type { PersonClient } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import type { ShootingStudent } from "../people/shooting-student.ts";
import type { Product } from "../product/start-product.ts";
import type { DeskLook, Desks } from "./desk.ts";

export interface Setting {
  readonly url: string;
  readonly product: Product;
  readonly world: OutsideWorld;
  readonly desks: Desks;
  /** API client of a staff member, with the session that their desks use. */
  readonly clientOf: (username: string) => Promise<PersonClient>;
  /**
   * Signs a staff member in again, for their API client and later desks, because a change of posts ends their session.
   */
  readonly renewSession: (username: string) => Promise<void>;
  /** Adds a student who has paid and agreed but has taken no photo. */
  readonly addStudent: () => Promise<ShootingStudent>;
  /** Adds a student whose photo is made but not submitted. The photo is a copy: the engine does not run. */
  readonly addMade: () => Promise<MadeStudent>;
  /** Adds a student whose photo waits for its review, made like that of `addMade`. */
  readonly addInReview: () => Promise<MadeStudent>;
}

export interface MadeStudent extends ShootingStudent {
  readonly attemptId: string;
}

export const zh: DeskLook = { locale: "zh-CN" };
export const en: DeskLook = { locale: "en-US" };
