/** Tells when files below some folders have changed, once they have come to rest. */
import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** An editor that saves all, or a change of branches, is one change. */
const restMs = 200;

/** Answers how to end it. Tests are no sources. */
export function watchSources(folders: readonly string[], onChange: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;

  const settle = (): void => {
    lookIn(folders);
    onChange();
  };
  // Folder by folder: Linux watches no trees by itself.
  function lookIn(match: readonly string[]): void {
    for (const folder of match.flatMap(treeOf)) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, (_event, name) => {
        if (name !== null && !isSource(name)) return;
        clearTimeout(timer);
        timer = setTimeout(settle, restMs);
      });
      // A folder that is removed was told of by the one above.
      watcher.on("error", () => watcher.close());
      watcher.on("close", () => watchers.delete(folder));
      watchers.set(folder, watcher);
    }
  }
  lookIn(folders);
  return () => {
    clearTimeout(timer);
    for (const watcher of [...watchers.values()]) watcher.close();
  };
}

const treeOf = (folder: string): readonly string[] => [
  folder,
  ...readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name)),
];

/** Editors lay their own files beside, with other ends. */
const isSource = (name: string): boolean =>
  /^[^.].*\.(ts|mjs|sql|json|html|css|svg)$|^[^.]+$/.test(name) && !/\.test\.ts$/.test(name);
