/** Entry of the thread that reads codes out of pictures, from its TypeScript sources through the pinned loader. */
import "@gradphoto/engine/load-typescript";

await import("../src/codes/picture-thread.ts");
