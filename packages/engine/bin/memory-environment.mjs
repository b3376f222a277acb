/**
 * Environment to start a process with that holds an engine pool, measured on 12-megapixel photos with two workers:
 * with glibc's defaults every thread keeps freed memory in an arena of its own (800 MB), with these it goes back to the
 * system (600 MB). Other allocators ignore them. They are read when a process starts, so its parent must set them.
 */
export const memoryEnvironment = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_MMAP_THRESHOLD_: "262144",
  MALLOC_TRIM_THRESHOLD_: "262144",
};
