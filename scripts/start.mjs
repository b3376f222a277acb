/** `npm start`: installs what is missing and opens the product on one URL (PORT chooses the port). */
import { ensureInstalled } from "./ensure-installed.mjs";

ensureInstalled();
await import("../apps/server/bin/server.mjs");
