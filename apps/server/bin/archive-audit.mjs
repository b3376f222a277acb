/** Entry of src/programs/archive-audit.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram("archive-audit");
