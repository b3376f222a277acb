/** Which hosts are this machine alone, and which no public network reaches. */
import { BlockList, isIP } from "node:net";

/** `host`: as in an address or as listened on; an IPv6 one with or without its brackets. */
export const isLoopback = (host: string): boolean => /^(localhost|127\.[\d.]+|\[?::1\]?)$/.test(host);

/** Of a database: a socket in a folder too. */
export const isOfThisMachine = (host: string): boolean => host.startsWith("/") || isLoopback(host);

const notPublic = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  notPublic.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  notPublic.addSubnet(net, prefix, "ipv6");

/** A name is taken as public: where it leads is known to whoever resolves it. */
export function isPublicHost(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, "");
  const family = isIP(plain);
  if (family === 0) return !/(^|\.)localhost\.?$|sandbox/.test(plain);
  return !notPublic.check(plain, family === 4 ? "ipv4" : "ipv6");
}
