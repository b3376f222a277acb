/** Entry of src/programs/audit-check.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram("audit-check");
