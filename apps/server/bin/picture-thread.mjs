/** Entry of the thread that reads codes out of pictures, from its TypeScript sources through the pinned loader. */
import { register } from "tsx/esm/api";

register();
await import("../src/codes/picture-thread.ts");
