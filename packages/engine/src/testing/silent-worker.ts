/** Worker of the pool that hangs before it is ready. */
setInterval(() => {}, 60_000);
