/** `npm run e2e -- console-axe`: axe looks at every page of the console, in both languages. */
import { axeFlows } from "./flows/all-pages-axe.ts";
import { walkFlows } from "./walk-flows.ts";

walkFlows("e2e-console-axe", axeFlows);
