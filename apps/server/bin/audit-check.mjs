/** Entry of src/programs/audit-check.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram(() => import("../src/programs/audit-check.ts"));
