/** Raised whenever the same photo may come out differently. */
export const engineVersion = "0.7.2";
