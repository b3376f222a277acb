/** Portraits of public packages, read in place: one that will do, one that will not. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);
let taken = 0;
/** Each is a file of its own, as each photo is that somebody takes: a number stands behind the picture's end. */
function read(name: string): Blob {
  taken += 1;
  return new Blob([readFileSync(resolve(name)), `${process.pid}-${taken}`], { type: "image/jpeg" });
}

export const goodPhoto = (): Blob => read("material-kit/assets/img/faces/marc.jpg");
/** Smiles with teeth, wears a cap. */
export const badPhoto = (): Blob => read("material-kit/assets/img/faces/christian.jpg");
