/** One thing that the console must show, walked at a desk. */
import type { PersonClient } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import type { ShootingStudent } from "../people/shooting-student.ts";
import type { Product } from "../product/start-product.ts";
import type { Desk, DeskLook, Desks } from "./desk.ts";

export interface Setting {
  readonly url: string;
  readonly product: Product;
  readonly world: OutsideWorld;
  readonly desks: Desks;
  /** A staff member's own client, of the session that their desk has. */
  readonly clientOf: (username: string) => Promise<PersonClient>;
  /** A new student, paid and agreed, who has taken no photo yet. */
  readonly addStudent: () => Promise<ShootingStudent>;
  /** A new student whose photo waits for its review. */
  readonly addInReview: () => Promise<ShootingStudent>;
}

export interface Flow {
  readonly name: string;
  /** Whose desk; null: nobody is signed in. */
  readonly who: string | null;
  readonly look: DeskLook;
  readonly walk: (desk: Desk, setting: Setting) => Promise<void>;
}

export const zh: DeskLook = { locale: "zh-CN" };
export const en: DeskLook = { locale: "en-US" };
