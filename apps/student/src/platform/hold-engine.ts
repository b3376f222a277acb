/**
 * The photo engine of this build: on the web it runs in a worker of the page. WeChat's mini-program has none: its workers
 * know neither `importScripts` of the runtime that runs the networks nor `WebAssembly` by that name, and packages of 2 MB
 * hold no network for a whole check; there the service alone checks.
 */
import type { PhoneEngine } from "./phone-engine.ts";
import { holdWebEngine } from "./web/web-engine.ts";

export { noteCheck, whenToCheck } from "./web/when-to-check.ts";

export const holdEngine: (() => PhoneEngine) | null = process.env.TARO_ENV === "weapp" ? null : holdWebEngine;
