/** Process for tests that locks the folder until it is killed, and reports when it has the lock. */
import { holdFolder } from "../hold-folder.ts";

const [, , folder] = process.argv;
if (!folder) throw new Error("Say which folder");
await holdFolder(folder);
process.stdout.write("held\n");
