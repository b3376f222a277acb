/** Entry of src/programs/worker.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram(() => import("../src/programs/worker.ts"));
