/** Runs a TFLite file under Node in the reference runtime LiteRT, which is made for browsers. For tests only. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { loadAndCompile, loadLiteRt, Tensor } from "@litertjs/core";

const require = createRequire(import.meta.url);

/** Loads the runtime once per process; must be called before `runReference`. */
export async function loadReferenceRuntime(): Promise<void> {
  const wasmFolder = join(
    dirname(fileURLToPath(import.meta.resolve("@litertjs/core"))),
    "..",
    "wasm",
  );
  Object.assign(globalThis, {
    self: globalThis,
    require,
    // LiteRT expects a worker that runs a classic script in the global scope. The script defines ModuleFactory.
    importScripts: (url: string) => {
      const path = url.replace(/^file:\/\//, "");
      Object.assign(globalThis, { __filename: path, __dirname: dirname(path) });
      vm.runInThisContext(
        `${readFileSync(path, "utf8")}\n;globalThis.ModuleFactory = ModuleFactory;`,
        {
          filename: path,
        },
      );
    },
    Module: {
      locateFile: (file: string) => join(wasmFolder, file),
      print: () => {},
      printErr: () => {},
    },
  });
  await loadLiteRt(`${wasmFolder}/`);
}

/** Returns the network's float outputs for each input, in the order of the file's output list. */
export async function runReference(
  tflite: Uint8Array,
  inputShape: readonly number[],
  inputs: readonly Float32Array[],
): Promise<Float32Array[][]> {
  const model = await loadAndCompile(tflite, { accelerator: "wasm" });
  const results: Float32Array[][] = [];
  for (const values of inputs) {
    const input = new Tensor(values, [...inputShape]);
    const outputs = await model.run(input);
    // The outputs are copied, because the runtime's memory is reused after `delete`.
    results.push(outputs.map((output) => Float32Array.from(output.toTypedArray())));
    for (const tensor of [input, ...outputs]) {
      tensor.delete();
    }
  }
  model.delete();
  return results;
}
