/** Checks the operator's own photo specs. */
import { type Check, createFault, ok } from "./check.ts";

export const specs: Check = {
  label: { zh: "照片规格", en: "photo specs" },
  run: async ({ readSpecFaults }) => {
    const faults = await readSpecFaults();
    if (faults.length === 0) return [ok("都能读取", "all can be read")];
    return faults.map((text) =>
      createFault(text, {
        zh: "改正文件，再运行 gradphoto restart",
        en: "correct the file, then run gradphoto restart",
      }),
    );
  },
};
