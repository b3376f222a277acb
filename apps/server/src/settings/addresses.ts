/** Classification of hosts: loopback, private and public. */
import { BlockList, isIP } from "node:net";

/** Returns true for a loopback host, as in a URL or as listened on; IPv6 with or without brackets. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|127\.[\d.]+|\[?::1\]?)$/.test(host);

/** Returns true for a database host on this machine, which may be the folder of a Unix socket. */
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

/** Returns true for a public host. A host name counts as public, because only its resolver knows the address. */
export function isPublicHost(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, "");
  const family = isIP(plain);
  if (family === 0) return !/(^|\.)localhost\.?$|sandbox/.test(plain);
  return !notPublic.check(plain, family === 4 ? "ipv4" : "ipv6");
}
