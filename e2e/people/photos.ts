/** Portraits of public packages, read in place: one that will do, one that will not. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);
const read = (name: string): Blob => new Blob([readFileSync(resolve(name))], { type: "image/jpeg" });

export const goodPhoto = (): Blob => read("material-kit/assets/img/faces/marc.jpg");
/** Smiles with teeth, wears a cap. */
export const badPhoto = (): Blob => read("material-kit/assets/img/faces/christian.jpg");
