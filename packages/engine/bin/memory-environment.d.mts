export const memoryEnvironment: Readonly<Record<string, string>>;
export const inMemoryEnvironment: () => boolean;
export function runInMemoryEnvironment(args: readonly string[]): void;
export function startInMemoryEnvironment(load: () => Promise<unknown>): Promise<void>;
