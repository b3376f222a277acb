/** Preload for a program without support for the parent's IPC channel: it exits when the parent is gone. */
process.once("disconnect", () => process.exit());
