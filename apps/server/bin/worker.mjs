/** Entry of src/programs/worker.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram("worker");
