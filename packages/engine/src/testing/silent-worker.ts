/** Worker for tests of the pool: it hangs and never reports that it is ready. */
setInterval(() => {}, 60_000);
