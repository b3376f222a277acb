/** Entry of src/programs/doctor.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram("doctor");
