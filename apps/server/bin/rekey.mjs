/** Entry of src/programs/rekey.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram("rekey");
