/** `npm start`: installs what is missing and opens the product on one URL (PORT chooses the port). With `-- --empty` the demo has no people. */
import { join } from "node:path";
import { ensureInstalled, root } from "./ensure-installed.mjs";
import { ensureWebApps } from "./ensure-web-apps.mjs";
import { startDetached } from "./start-detached.mjs";

const node = ensureInstalled();
await ensureWebApps();
startDetached(node, join(root, "apps", "dev", "src", "run-service.ts"), process.argv.slice(2));
