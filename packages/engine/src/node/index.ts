/** The engine on Node. */
export { loadEngine } from "./load-engine.ts";
