/** Where nobody takes a copy along, for tests. */
import type { FileDeps } from "../kept-file.ts";

const nothing = () => Promise.reject(new Error("Nobody takes a copy along here"));

export const withoutFiles: Pick<FileDeps, "codec" | "inspect" | "makeReceipt"> = {
  codec: { fit: nothing },
  inspect: () => ({ ok: false, problem: { code: "file-type" } }),
  makeReceipt: nothing,
};
