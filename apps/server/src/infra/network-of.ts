/** Whom limits by network address count as one. */
import { isIPv4 } from "node:net";
import ipaddr from "ipaddr.js";

/** Of IPv6 a customer has a /64 to choose addresses in: 2^64 of them are one caller. */
const ipv6Bytes = 8;

/** The same for every address of one caller; an IPv4 address written as IPv6 is that IPv4 address. */
export function networkOf(address: string): string {
  if (isIPv4(address) || !ipaddr.isValid(address)) return address;
  const read = ipaddr.process(address);
  if (read.kind() === "ipv4") return read.toString();
  return `${Buffer.from(read.toByteArray().slice(0, ipv6Bytes)).toString("hex")}/64`;
}
