/** Entry of src/programs/migrate.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram("migrate");
