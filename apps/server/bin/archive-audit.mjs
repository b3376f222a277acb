/** Entry of src/programs/archive-audit.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram(() => import("../src/programs/archive-audit.ts"));
