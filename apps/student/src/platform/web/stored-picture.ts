/** Pictures stored in the browser over a reload: the draft, and those that wait to be sent. */
import type { Picture, Shelf } from "../platform.ts";

const names = { database: "gradphoto", store: "pictures", key: "draft" } as const;

function openStore(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(names.database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(names.store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await openStore();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(names.store, mode);
      const request = ask(transaction.objectStore(names.store));
      // A lack of space is reported only when the transaction ends.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** null removes it. */
export async function storePicture(picture: Picture | null): Promise<void> {
  try {
    if (picture === null) {
      await inStore("readwrite", (store) => store.delete(names.key));
      return;
    }
    const file = await (await fetch(picture.url)).blob();
    await inStore<IDBValidKey>("readwrite", (store) => store.put(file, names.key));
  } catch {
    // Storage blocked or full: after a reload the page asks to choose the picture again.
  }
}

export async function storedPicture(): Promise<Picture | null> {
  try {
    const file: unknown = await inStore<unknown>("readonly", (store) => store.get(names.key));
    return file instanceof Blob ? pictureOf(file) : null;
  } catch {
    return null;
  }
}

/** Fallback where the browser stores nothing: lasts as long as the page. */
const held = new Map<string, Blob>();
const placeOf = (key: string): string => `shelf-${key}`;

export const shelf: Shelf = {
  put: async (key, picture) => {
    const file = await (await fetch(picture.url)).blob();
    // Revoked, since a day has hundreds of photos and each URL would hold one in memory.
    URL.revokeObjectURL(picture.url);
    try {
      await inStore<IDBValidKey>("readwrite", (store) => store.put(file, placeOf(key)));
      return true;
    } catch {
      held.set(key, file);
      return false;
    }
  },
  lend: async (key, work) => {
    const file =
      held.get(key) ?? (await inStore<unknown>("readonly", (store) => store.get(placeOf(key))));
    if (!(file instanceof Blob)) return work(null);
    const picture = pictureOf(file);
    try {
      return await work(picture);
    } finally {
      URL.revokeObjectURL(picture.url);
    }
  },
  drop: async (key) => {
    held.delete(key);
    await inStore("readwrite", (store) => store.delete(placeOf(key))).catch(() => undefined);
  },
};

export const pictureOf = (file: Blob): Picture => ({
  url: URL.createObjectURL(file),
  bytes: file.size,
});
