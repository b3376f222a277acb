/** All that a program started by a test inherits: what it needs to run, and the compiled code that halves its start. */
export const childEnvironment = {
  PATH: process.env.PATH,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
};
