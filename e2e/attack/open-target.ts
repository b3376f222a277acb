/** The product with everybody whom attacks need. */
import type { PersonClient } from "../people/client.ts";
import { openOutsideWorld } from "../people/outside-world.ts";
import { addShootingStudent } from "../people/shooting-student.ts";
import { signInStaff } from "../people/staff.ts";
import type { Product } from "../product/start-product.ts";
import type { Target } from "./attack-kinds.ts";
import { readHeld } from "./event-loop.ts";

export function openTarget(product: Product): Target {
  const world = openOutsideWorld(product.sandboxUrl);
  const sessions = new Map<string, Promise<PersonClient>>();
  let students = 0;
  let strangers = 0;
  return {
    product,
    world,
    addStudent: () => addShootingStudent(world, product.url, students++),
    staff: (username) => {
      const session = sessions.get(username) ?? signInStaff(product.url, username);
      sessions.set(username, session);
      return session;
    },
    readHeld: () => readHeld(product),
    newAddress: () => {
      strangers += 1;
      return `172.16.${strangers >> 8}.${strangers & 255}`;
    },
  };
}
