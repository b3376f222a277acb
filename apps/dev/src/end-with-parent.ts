/** Preload for a program that does not watch its IPC channel: it exits when the parent has ended. */
process.once("disconnect", () => process.exit());
