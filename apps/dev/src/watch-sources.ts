/** Watcher that reports changed files below some folders after a short quiet period. */
import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** Saving all files in an editor, or switching branches, counts as one change. */
const restMs = 200;

/** Returns a function that ends it. Tests do not count as sources. */
export function watchSources(folders: readonly string[], onChange: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;

  const settle = (): void => {
    lookIn(folders);
    onChange();
  };
  // Watches folder by folder: Linux does not watch trees.
  function lookIn(match: readonly string[]): void {
    for (const folder of match.flatMap(treeOf)) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, (_event, name) => {
        if (name !== null && !isSource(name)) return;
        clearTimeout(timer);
        timer = setTimeout(settle, restMs);
      });
      // The parent folder's watcher reports the removal of a folder.
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

/** Ignores the temporary files of editors, which have other extensions. */
const isSource = (name: string): boolean =>
  /^[^.].*\.(ts|mjs|sql|json|html|css|svg)$|^[^.]+$/.test(name) && !/\.test\.ts$/.test(name);
