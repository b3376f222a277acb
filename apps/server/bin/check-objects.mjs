/** Entry of src/programs/check-objects.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram(() => import("../src/programs/check-objects.ts"));
