/** Entry of src/programs/concerned.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram("concerned");
