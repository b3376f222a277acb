/** Entry of src/programs/api.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram("api");
