/** Process for tests: holds the folder until it is killed, and reports when it does. */
import { holdFolder } from "../hold-folder.ts";

const [, , folder] = process.argv;
if (!folder) throw new Error("Say which folder");
await holdFolder(folder);
process.stdout.write("held\n");
