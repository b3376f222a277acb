/** `npm run golden`: rewrites the golden tables of raw check values. */
import "../bin/load-typescript.mjs";

await import("../src/testing/write-golden.ts");
