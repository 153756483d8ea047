import { expect, it } from "vitest";
import { networksSchema } from "#lib/env/networks.ts";
import { addressOf, networkOf } from "./client-address.ts";

const none = networksSchema.parse("");
const proxies = networksSchema.parse("10.0.0.0/8, 2001:db8:ffff::/48");

it("OCI-127 S30: without a trusted proxy the other end of the connection is the client, whatever is written", () => {
  expect(addressOf("203.0.113.9", "198.51.100.1", none)).toBe("203.0.113.9");
  expect(addressOf("203.0.113.9", "198.51.100.1, 10.0.0.1", proxies)).toBe("203.0.113.9");
});

it.each([
  ["one proxy", "10.0.0.1", "198.51.100.1", "198.51.100.1"],
  ["two proxies", "10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"],
  ["what a client put in front", "10.0.0.1", "1.1.1.1, 10.9.9.9, 198.51.100.1", "198.51.100.1"],
  ["a client that calls itself a proxy", "10.0.0.1", "10.1.1.1, 198.51.100.1, 10.0.0.2", "198.51.100.1"],
  ["a port", "10.0.0.1", "198.51.100.1:4711", "198.51.100.1"],
  ["an IPv6 address with a port", "10.0.0.1", "[2001:db8::7]:4711", "2001:db8::7"],
  ["an IPv6 proxy", "2001:db8:ffff::1", "2001:0DB8:0:0::0007", "2001:db8::7"],
  ["an IPv4 address written as IPv6", "10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"],
  ["nothing but proxies", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"],
  ["no address at all", "10.0.0.1", "198.51.100.1, unknown", "10.0.0.1"],
  ["an octal address", "10.0.0.1", "198.51.100.01", "10.0.0.1"],
  ["an empty header", "10.0.0.1", "", "10.0.0.1"],
  ["commas", "10.0.0.1", ",,,", "10.0.0.1"],
])("OCI-127: read from the right: %s", (_what, peer, forwardedFor, address) => {
  expect(addressOf(peer, forwardedFor, proxies)).toBe(address);
});

it("OCI-127 S30: an IPv6 client is its /64, an IPv4 client itself", () => {
  const rotated = ["2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2:0:1::"];
  expect(new Set(rotated.map(networkOf))).toEqual(new Set(["2001:db8:1:2::/64"]));
  expect(networkOf("2001:db8:1:3::1")).toBe("2001:db8:1:3::/64");
  expect(networkOf("::1")).toBe("::/64");
  expect(networkOf("fe80::1%eth0")).toBe("fe80::/64");
  expect(networkOf("2001:db8:0:20::1")).toBe("2001:db8:0:20::/64");
  expect(networkOf("2001:db8::20:0:0:1")).toBe("2001:db8::/64");
  expect(networkOf("192.0.2.7")).toBe("192.0.2.7");
});

it("OCI-128: networks of a setting are addresses and prefixes of both kinds, and nothing else", () => {
  const networks = networksSchema.parse(" 192.0.2.7,198.51.100.0/24  2001:db8::/32 ");
  const inside = ["192.0.2.7", "198.51.100.255", "2001:db8:ffff::1", "::ffff:192.0.2.7"];
  const outside = ["192.0.2.8", "198.51.101.0", "2001:db9::1", "unknown", ""];
  expect(inside.map(networks.has)).toEqual(inside.map(() => true));
  expect(outside.map(networks.has)).toEqual(outside.map(() => false));
  for (const text of ["192.0.2.0/33", "192.0.2", "example.test", "192.0.2.1, 0x7f.1", "7f"]) {
    const parsed = networksSchema.safeParse(text);
    expect(parsed.success, text).toBe(false);
    expect(parsed.error?.message).toMatch(/entry [12] is neither/);
    expect(parsed.error?.message).not.toContain(text);
  }
});
