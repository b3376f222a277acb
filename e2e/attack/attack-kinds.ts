/** What an attack is, and what it is tried on. */
import type { PersonClient } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import type { ShootingStudent } from "../people/shooting-student.ts";
import type { Product } from "../product/start-product.ts";
import type { Held } from "./event-loop.ts";

export interface Target {
  readonly product: Product;
  readonly world: OutsideWorld;
  /** A new one who has paid and agreed, at an address of their own. */
  readonly addStudent: () => Promise<ShootingStudent>;
  /** Signed in once: a one-time code opens one session. */
  readonly staff: (username: string) => Promise<PersonClient>;
  /** An address of the outside that nobody else has: a stranger's. */
  readonly newAddress: () => string;
  /** How long the API's thread was kept from everybody since this was asked last. */
  readonly readHeld: () => Promise<Held>;
}

export interface Attack {
  readonly name: string;
  /** What must come of it. */
  readonly must: string;
  /** Answers what was seen. Throws where it did not hold. */
  readonly run: (target: Target) => Promise<string>;
}
