/**
 * Photo engine of this build. On the web it runs in a worker. WeChat's mini-program has none: its workers lack
 * `importScripts`, which the network runtime needs, and `WebAssembly` under that name. Packages of 2 MB cannot hold the
 * networks of a full check, so there only the service checks.
 */
import type { PhoneEngine } from "./phone-engine.ts";
import { holdWebEngine } from "./web/web-engine.ts";

export { noteCheck, whenToCheck } from "./web/when-to-check.ts";

export const holdEngine: (() => PhoneEngine) | null = process.env.TARO_ENV === "weapp" ? null : holdWebEngine;
