/** `npm run trial:guidance`: is the right thing said before a camera that moves, comes nearer, tilts and goes dark? */
import "../bin/load-typescript.mjs";

await import("../src/testing/guidance/guidance-trial.ts");
