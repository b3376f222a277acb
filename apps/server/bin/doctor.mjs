/** Entry of src/programs/doctor.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram(() => import("../src/programs/doctor.ts"));
