/** Runs before the scripts of package.json that test or check: installs what they need, which `npm start` leaves out. */
import { ensureInstalled } from "./ensure-installed.mjs";

ensureInstalled("all");
