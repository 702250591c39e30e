"""Only the public internet is asked."""

from __future__ import annotations

import pytest
from privacyflow.fetching.errors import FetchError
from privacyflow.fetching.hosts import is_public, public_addresses

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "2002:c0a8:101::",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_behind_a_wall_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f::1", "64:ff9b::5db8:d70e"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_refuses_the_host() -> None:
    with pytest.raises(FetchError, match="private network"):
        public_addresses("a.test", 443, "https://a.test/", lambda *_: ("93.184.215.14", "10.0.0.1"))


def test_a_host_that_nobody_knows_is_told() -> None:
    def unknown(host: str, port: int) -> tuple[str, ...]:
        raise OSError(host)

    with pytest.raises(FetchError, match="no such host"):
        public_addresses("a.test", 443, "https://a.test/", unknown)
