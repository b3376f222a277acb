/** Loaded before a program that knows nothing of its parent's channel: it ends when that is gone. */
process.once("disconnect", () => process.exit());
