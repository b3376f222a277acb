/** `npm run dev`: installs what is missing and starts everything watched and reloaded. */
import { join } from "node:path";
import { ensureInstalled, root } from "./ensure-installed.mjs";
import { startDetached } from "./start-detached.mjs";

ensureInstalled();
startDetached(join(root, "apps", "dev", "bin", "dev.mjs"));
