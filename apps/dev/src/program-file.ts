/** Where the programs of the other apps are. */
import { fileURLToPath } from "node:url";

export const programFile = (app: "server" | "sandbox", name: string): string =>
  fileURLToPath(new URL(`../../${app}/bin/${name}.mjs`, import.meta.url));
