/** Paths of the programs and sources of the other apps. */
import { fileURLToPath } from "node:url";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const isSet = (env: Environment, name: string): boolean => (env[name] ?? "") !== "";

export const appFolder = (app: string): string => fileURLToPath(new URL(`../../${app}`, import.meta.url));

export const serverProgram = (name: string): string =>
  fileURLToPath(new URL(`../../server/src/programs/${name}.ts`, import.meta.url));

export const sandboxProgram = fileURLToPath(new URL("../../sandbox/src/main.ts", import.meta.url));

/** `workspace`: apps/… or packages/… */
export const sourceFolder = (workspace: string): string =>
  fileURLToPath(new URL(`../../../${workspace}/src`, import.meta.url));
