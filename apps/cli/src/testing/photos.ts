/** Photos for tests, read from installed npm packages. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const { resolve } = createRequire(import.meta.url);
const inPackage = (name: string, path: string): string => join(dirname(resolve(`${name}/package.json`)), path);
const face = (file: string): string => inPackage("material-kit", `assets/img/faces/${file}`);

/** Frontal and without a reason for refusal, but the face is small enough for a warning. */
export const acceptablePhoto = face("marc.jpg");
/** A laughing person with a hat. */
export const refusedPhoto = face("christian.jpg");
export const folderOfFaces = dirname(acceptablePhoto);
export const photoWithoutFace = inPackage("soft-ui-dashboard", "assets/img/home-decor-1.jpg");
