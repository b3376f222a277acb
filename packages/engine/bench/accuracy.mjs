/** `npm run accuracy`: series of photos with known truth, and good ones made of good people before plain walls, judged by the engine. */
import "../bin/load-typescript.mjs";

await import("../src/testing/dose/accuracy.ts");
