"""Line groups: a name and "Key: value" lines, read by their keys."""

from __future__ import annotations

import pytest
from privacyflow.extractors.line_groups import Key, line_key
from privacyflow.tests.extractors.rows import assert_states, flows_of

TIDEPAY = """SDK name: Tidepay
Provider: Tide Money Ltd
Purpose: To take payments
Types of personal information collected: Order number, IP address
Privacy policy: https://tidepay.example/privacy
"""


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("SDK name: Tidepay", Key.NAME),
        ("Types of personal information collected: IP address", Key.DATA),
        ("Using purpose: to take payments", Key.PURPOSE),
        ("Privacy policy link: https://tidepay.example", Key.OTHER),
        ("Third party information: Tide Money Ltd, Fax 12", Key.NAME),
        ("Device signals: battery", None),
        ("Data: we collect your name", None),
        ("We sell lamps.", None),
    ],
)
def test_keys(line: str, key: Key | None) -> None:
    found = line_key(line)
    assert (found and found[0]) == key


def test_a_group_shares_its_data_with_the_name_on_top() -> None:
    assert_states(TIDEPAY, "share: Order number, IP address → Tidepay")
    flow = flows_of(TIDEPAY)[0]
    assert [purpose.text for purpose in flow.purposes] == ["To take payments"]
    assert flow.evidence.text.startswith("SDK name: Tidepay")
    assert "https" not in flow.evidence.text


def test_groups_end_where_the_next_name_stands() -> None:
    text = (
        "Pebble Push SDK\nPurpose: To notify you\nType of data: Device identifier\n\n"
        "Mossmaps SDK\nPurpose: To show maps\nType of data: Location, Wi-Fi information\n"
    )
    assert_states(
        text,
        "share: Device identifier → Pebble Push SDK",
        "share: Location, Wi-Fi information → Mossmaps SDK",
    )


@pytest.mark.parametrize(
    "text",
    [
        "SDK name: Tidepay\nPurpose: To take payments\n",
        "SDK name: Tidepay\nType of data: None\n",
    ],
)
def test_a_group_without_data_states_nothing(text: str) -> None:
    assert_states(text)
