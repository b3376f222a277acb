/** Entry of src/programs/check-objects.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram("check-objects");
