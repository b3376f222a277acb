/** Raised whenever the same photo may yield another result. */
export const engineVersion = "0.8.3";
