/** Grouping of network addresses for rate limits. */
import { isIPv4 } from "node:net";
import ipaddr from "ipaddr.js";

/** An IPv6 customer usually has a /64: its 2^64 addresses count as one caller. */
const ipv6Bytes = 8;

/** Returns the same text for all addresses of one caller; an IPv4-mapped IPv6 address counts as the IPv4 address. */
export function networkOf(address: string): string {
  if (isIPv4(address) || !ipaddr.isValid(address)) return address;
  const read = ipaddr.process(address);
  if (read.kind() === "ipv4") return read.toString();
  return `${Buffer.from(read.toByteArray().slice(0, ipv6Bytes)).toString("hex")}/64`;
}
