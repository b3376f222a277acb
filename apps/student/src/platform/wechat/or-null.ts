/** Result of `work`; null when WeChat or the student refused. */
export const orNull = async <T>(work: Promise<T>): Promise<T | null> => work.catch(() => null);
