/** `npm run int8-ranges`: measures anew how far the values of the person network's int8 blocks reach. */
import "../bin/load-typescript.mjs";

await import("../src/testing/write-ranges.ts");
