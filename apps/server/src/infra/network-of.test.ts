import { expect, test } from "vitest";
import { networkOf } from "./network-of.ts";

test("IPv6 addresses of one /64 are one network, and addresses outside it are others", () => {
  const network = networkOf("2001:db8:1:2::1");
  for (const same of ["2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:DB8:1:2::", "2001:0db8:0001:0002:0:0:0:9"]) {
    expect(networkOf(same), same).toBe(network);
  }
  for (const other of ["2001:db8:1:3::1", "2001:db8:2:2::1", "fe80::1", "::1"]) {
    expect(networkOf(other), other).not.toBe(network);
  }
});

test("each IPv4 address is its own network in every notation", () => {
  expect(networkOf("203.0.113.9")).toBe("203.0.113.9");
  expect(networkOf("::ffff:203.0.113.9")).toBe("203.0.113.9");
  expect(networkOf("203.0.113.10")).not.toBe(networkOf("203.0.113.9"));
});

test("a text that is not an address is returned unchanged", () => {
  expect(networkOf("unix")).toBe("unix");
});
