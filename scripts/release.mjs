/** `npm run release`: installs what is missing, then builds; on a fresh checkout nothing else could be imported before. */
import { ensureInstalled } from "./ensure-installed.mjs";

ensureInstalled();
await import("./release/build-release.mjs");
