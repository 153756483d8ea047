import { expect, it } from "vitest";
import { specialAddress } from "./special-address.ts";

it.each([
  "127.0.0.1",
  "127.255.255.254",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "100.64.0.1",
  "169.254.169.254",
  "0.0.0.0",
  "0.1.2.3",
  "224.0.0.1",
  "239.1.1.1",
  "255.255.255.255",
  "240.0.0.1",
  "192.0.2.1",
  "198.18.0.1",
  "192.88.99.1",
  "::",
  "::1",
  "fe80::1",
  "fe80::1%eth0",
  "fc00::1",
  "fd00:ec2::254",
  "ff02::1",
  "::ffff:127.0.0.1",
  "::ffff:a9fe:a9fe",
  "::127.0.0.1",
  "64:ff9b::a00:1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::808:808",
  "2002:7f00:1::1",
  "2001:0:1::1",
  "2001:db8::1",
  "100::1",
  "fec0::1",
  "5f00::1",
  "not an address",
  "",
])("CAT-3: %s is no public address", (address) => {
  expect(specialAddress(address)).not.toBeNull();
});

it.each([
  "8.8.8.8",
  "93.184.216.34",
  "172.32.0.1",
  "100.128.0.1",
  "2606:4700::1111",
  "::ffff:8.8.8.8",
  "64:ff9b::808:808",
])("CAT-3: %s is a public address", (address) => {
  expect(specialAddress(address)).toBeNull();
});

it("CAT-3: link-local and metadata addresses are not opened by the name of a host", () => {
  for (const address of ["169.254.169.254", "fd00:ec2::254", "fe80::1", "224.0.0.1", "0.0.0.0"])
    expect(specialAddress(address)).toMatchObject({ isNeverByName: true });
  for (const address of ["127.0.0.1", "10.0.0.1", "fd12::1", "100.64.0.1"])
    expect(specialAddress(address)).toMatchObject({ isNeverByName: false });
});
