/** Dependencies for tests without data exports. */
import type { FileDeps } from "../stored-pictures.ts";

const nothing = () => Promise.reject(new Error("Nobody takes a copy along here"));

export const withoutFiles: Pick<FileDeps, "codec" | "makeReceipt"> = {
  codec: { fit: nothing },
  makeReceipt: nothing,
};
