/** Portraits from public packages: a good one and one that is refused. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);
let taken = 0;
/** Reads a photo. A number in a comment makes each file different, like photos that somebody takes. */
function read(name: string): Blob {
  taken += 1;
  const jpeg = readFileSync(resolve(name));
  const words = Buffer.from(`${process.pid}-${taken}`);
  const comment = Buffer.from([0xff, 0xfe, 0, words.length + 2]);
  return new Blob([jpeg.subarray(0, 2), comment, words, jpeg.subarray(2)], { type: "image/jpeg" });
}

export const goodPhoto = (): Blob => read("material-kit/assets/img/faces/marc.jpg");
/** Returns a photo of a person who smiles with teeth and wears a cap. */
export const badPhoto = (): Blob => read("material-kit/assets/img/faces/christian.jpg");
