/** What the source exports, which only who asks for it knows. */
export function importBuilt(source: URL, folder: URL): Promise<object>;
export function makeBuilt(source: URL, folder: URL): Promise<void>;
