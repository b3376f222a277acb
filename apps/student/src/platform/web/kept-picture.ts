/** One picture that the browser keeps over a reload of the page; where it keeps nothing, there is none. */
import type { Picture } from "../platform.ts";

const names = { database: "gradphoto", store: "pictures", key: "draft" } as const;

function openStore(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(names.database, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(names.store);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await openStore();
  try {
    return await new Promise((resolve, reject) => {
      const asked = ask(database.transaction(names.store, mode).objectStore(names.store));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    database.close();
  }
}

/** null forgets it. */
export async function keepPicture(picture: Picture | null): Promise<void> {
  try {
    if (picture === null) {
      await inStore("readwrite", (store) => store.delete(names.key));
      return;
    }
    const file = await (await fetch(picture.url)).blob();
    await inStore<IDBValidKey>("readwrite", (store) => store.put(file, names.key));
  } catch {
    // Blocked or full: the page says after a reload that it has to be chosen anew.
  }
}

export async function keptPicture(): Promise<Picture | null> {
  try {
    const file: unknown = await inStore<unknown>("readonly", (store) => store.get(names.key));
    return file instanceof Blob ? pictureOf(file) : null;
  } catch {
    return null;
  }
}

export const pictureOf = (file: Blob): Picture => ({ url: URL.createObjectURL(file), bytes: file.size });
