/** Entry of src/programs/migrate.ts. */
import { startProgram } from "./start-program.mjs";

await startProgram(() => import("../src/programs/migrate.ts"));
