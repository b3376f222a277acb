/** Which hosts are this machine alone. */

/** `host`: as in an address or as listened on; an IPv6 one with or without its brackets. */
export const isLoopback = (host: string): boolean => /^(localhost|127\.[\d.]+|\[?::1\]?)$/.test(host);

/** Of a database: a socket in a folder too. */
export const isOfThisMachine = (host: string): boolean => host.startsWith("/") || isLoopback(host);
