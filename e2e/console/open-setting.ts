/** The running product with its desks and students, as every command about the console needs them. */
import { openOutsideWorld } from "../people/outside-world.ts";
import { addShootingStudent } from "../people/shooting-student.ts";
import { submitPhoto } from "../people/submit-photo.ts";
import { startProduct } from "../product/start-product.ts";
import { openDesks } from "./desk.ts";
import type { Setting } from "./flow.ts";

export interface OpenSetting extends Setting {
  readonly close: () => Promise<void>;
}

/** `pictures`: the folder under `out` for pictures of pages. */
export async function openSetting(pictures: string): Promise<OpenSetting> {
  // One proxy is trusted, so that every student has an address of their own and no limit of one address is met.
  // Decisions wait long enough to be taken back; every decision is looked at again, known photos come at
  // once. Students are reminded at whatever hour this runs.
  const product = await startProduct({
    GRADPHOTO_PROXIES: "1",
    GRADPHOTO_DEMO_CONFIGURATION: JSON.stringify({
      "decision-hold": 10 / 60,
      "second-look-share": 1,
      "hidden-verdict-share": 0,
      "known-photo-share": 1,
      "reminder-hours": { from: 0, until: 24 },
    }),
  });
  const desks = await openDesks(product.url, pictures);
  const world = openOutsideWorld(product.sandboxUrl);
  let students = 0;
  const addStudent: Setting["addStudent"] = () => {
    students += 1;
    return addShootingStudent(world, product.url, students);
  };
  const addInReview: Setting["addInReview"] = async () => {
    const student = await addStudent();
    await submitPhoto(student);
    return student;
  };
  const close = async (): Promise<void> => {
    await desks.close();
    await product.stop();
  };
  return { url: product.url, product, world, desks, clientOf: desks.clientOf, addStudent, addInReview, close };
}
