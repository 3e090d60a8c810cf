import ipaddr from "ipaddr.js";

type Range = [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

/** An address or a CIDR range as it is kept; null when it is neither, or ambiguous (`010.1.1.1`, `10.1`, `fe80::1%eth0`). */
export function readRange(text: string): string | null {
	const range = parse(text);
	if (!range) return null;
	const [address, bits] = range;
	return text.includes("/") ? `${address}/${bits}` : address.toString();
}

/** IPv6 that stands for IPv4 is refused: the caller's address is taken as IPv4 then, and would never match. */
function parse(text: string): Range | null {
	const { IPv4, IPv6 } = ipaddr;
	if (text.includes("%")) return null;
	if (IPv4.isValidFourPartDecimal(text)) return [IPv4.parse(text), 32];
	if (IPv4.isValidCIDRFourPartDecimal(text)) return IPv4.parseCIDR(text);
	if (IPv6.isValid(text)) return unmapped([IPv6.parse(text), 128]);
	return IPv6.isValidCIDR(text) ? unmapped(IPv6.parseCIDR(text)) : null;
}

const unmapped = (range: [ipaddr.IPv6, number]): Range | null => (range[0].isIPv4MappedAddress() ? null : range);

/** True when the address is in one of the ranges; `null` ranges are anywhere, and an unknown address is nowhere. */
export function mayCallFrom(ranges: readonly string[] | null, ip: string | null): boolean {
	if (ranges === null) return true;
	if (ip === null || !ipaddr.isValid(ip)) return false;
	const caller = ipaddr.process(ip);
	return ranges.some((text) => {
		const range = parse(text);
		return range !== null && range[0].kind() === caller.kind() && caller.match(range);
	});
}
