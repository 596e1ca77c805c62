import { BlockList, isIP } from 'node:net'

/** Special-purpose IPv4 blocks (IANA registry, RFC 6890): this network, private, shared, link-local, tests, multicast… */
const NON_PUBBLICI = new BlockList()
for (const [block, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  NON_PUBBLICI.addSubnet(block, bits, 'ipv4')

/** Of IPv6 only 2000::/3 is given out; inside it, what wraps an IPv4 address or is for documents. */
const GLOBALI = new BlockList()
GLOBALI.addSubnet('2000::', 3, 'ipv6')
const NON_GLOBALI = new BlockList()
for (const [block, bits] of [
  ['2001::', 23], // Teredo and protocol assignments
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4
  ['3fff::', 20],
] as const)
  NON_GLOBALI.addSubnet(block, bits, 'ipv6')

/** @param address IPv4 or IPv6, without brackets @returns false for anything a stranger on the internet could not own */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !NON_PUBBLICI.check(address, 'ipv4')
  if (isIP(address) === 6) return GLOBALI.check(address, 'ipv6') && !NON_GLOBALI.check(address, 'ipv6')
  return false
}

export const isLoopbackAddress = (address: string): boolean => address === '::1' || /^127\./.test(address)
