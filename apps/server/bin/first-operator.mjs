/** Entry of src/programs/first-operator.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram("first-operator");
