/** Exit codes of the command, for scripts. */
export const exitCode = {
  made: 0,
  /** Internal error; EX_SOFTWARE of sysexits. */
  broken: 70,
  refused: 2,
  unreadable: 3,
  /** Wrong usage; EX_USAGE of sysexits. */
  usage: 64,
  /** Output cannot be written; EX_CANTCREAT of sysexits. */
  unwritable: 73,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
