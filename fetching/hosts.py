"""Hosts: the addresses behind a name, which must all be of the public internet."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final, TypeAlias

from .errors import FetchError

Lookup: TypeAlias = Callable[[str, int], tuple[str, ...]]
"""From a host's name and a port to IP addresses; raises OSError where there are none."""

_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: its last 32 bits are an IPv4 address
_IPV4_BITS: Final = 0xFFFF_FFFF


def look_up(host: str, port: int) -> tuple[str, ...]:
    """Return the IP addresses of `host` in the order in which the system prefers them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Tell whether an IP address is of the public internet, and of no machine behind a wall.

    Addresses that carry another one in them (mapped, 6to4, Teredo, NAT64) are as public as that one.
    """
    parsed = ip_address(address)
    if isinstance(parsed, IPv4Address):
        return _is_global(parsed)
    is_only_a_form = parsed.ipv4_mapped is not None or parsed in _NAT64
    return (is_only_a_form or _is_global(parsed)) and all(
        _is_global(each) for each in _carried(parsed)
    )


def public_addresses(host: str, port: int, where: str, lookup: Lookup) -> tuple[str, ...]:
    """Return the addresses of `host`; connect to these, since a second look-up may say others.

    One private address among them refuses the host: no page of the public web has any. Raises
    FetchError.
    """
    try:
        addresses = lookup(host, port)
    except (OSError, UnicodeError):
        raise FetchError("no such host", where, "Check the spelling.") from None
    if not addresses:
        raise FetchError("no such host", where, "Check the spelling.")
    if not all(map(is_public, addresses)):
        raise FetchError(
            "the host is in a private network",
            where,
            "Only pages of the public web are fetched; save this one by hand.",
        )
    return addresses


def _carried(address: IPv6Address) -> tuple[IPv4Address, ...]:
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(IPv4Address(int(address) & _IPV4_BITS))
    return tuple(each for each in found if each is not None)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved
