"""Pages, redirects, rules and refusals, with a network of our own."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from privacyflow.fetching.exchange import Exchange
from privacyflow.fetching.pacing import Pace
from privacyflow.fetching.visits import Fetched, fetch_each

ADDRESS = "93.184.215.14"
URL = "https://tarn.test/legal/privacy"
HTML = {"content-type": "text/html; charset=UTF-8"}
PAGE = b"<h1>Privacy policy</h1><p>Tarn collects your email address.</p>"


class Network:
    """Servers that answer by host and path, and remember what they were asked."""

    def __init__(self) -> None:
        self.answers: dict[str, httpx.Response] = {}
        self.asked: list[str] = []
        self.waited: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == ADDRESS, "nothing is looked up twice"
        name = request.headers["host"] + request.url.raw_path.decode()
        self.asked.append(name)
        return self.answers.get(name, httpx.Response(404))

    def fetch(self, folder: Path, *urls: str) -> list[Fetched]:
        time = [0.0]

        def sleep(seconds: float) -> None:
            self.waited.append(seconds)
            time[0] += seconds

        def lookup(host: str, port: int) -> tuple[str, ...]:
            return ("10.0.0.1",) if host == "intranet.test" else (ADDRESS,)

        pace = Pace(2.0, clock=lambda: time[0], sleep=sleep)
        with Exchange("test", lookup=lookup, transport=httpx.MockTransport(self)) as exchange:
            return list(fetch_each(urls, folder, exchange=exchange, pace=pace))


@pytest.fixture
def network() -> Network:
    return Network()


def error_of(fetched: list[Fetched]) -> str:
    (one,) = fetched
    assert one.snapshot is None
    return str(one.error)


def redirect(to: str) -> httpx.Response:
    return httpx.Response(302, headers={"location": to})


def test_a_page_is_kept_with_its_origin(network: Network, tmp_path: Path) -> None:
    network.answers["tarn.test/legal/privacy"] = httpx.Response(200, headers=HTML, content=PAGE)
    (one,) = network.fetch(tmp_path, URL)
    assert one.snapshot is not None
    path = one.snapshot.path
    assert path.read_bytes() == PAGE
    assert path.parent == tmp_path / "tarn.test"
    assert path.name.startswith("tarn.test-legal--privacy-20")
    record = json.loads(path.with_suffix(".json").read_text())
    assert (record["asked"], record["url"], record["charset"]) == (URL, URL, "utf-8")
    assert network.asked == ["tarn.test/robots.txt", "tarn.test/legal/privacy"]


def test_what_did_not_change_is_not_kept_twice(network: Network, tmp_path: Path) -> None:
    network.answers["tarn.test/legal/privacy"] = httpx.Response(200, headers=HTML, content=PAGE)
    (first,) = network.fetch(tmp_path, URL)
    (second,) = network.fetch(tmp_path, URL)
    assert first.snapshot is not None
    assert second.snapshot is not None
    assert (second.snapshot.path, second.snapshot.is_new) == (first.snapshot.path, False)
    network.answers["tarn.test/legal/privacy"] = httpx.Response(200, headers=HTML, content=b"new")
    (third,) = network.fetch(tmp_path, URL)
    assert third.snapshot is not None
    assert third.snapshot.path.stem == f"{first.snapshot.path.stem}-2"
    assert first.snapshot.path.read_bytes() == PAGE


def test_a_redirect_is_followed_with_the_next_hosts_rules(network: Network, tmp_path: Path) -> None:
    network.answers["tarn.test/legal/privacy"] = redirect("https://www.tarn.test/p")
    network.answers["www.tarn.test/robots.txt"] = httpx.Response(
        200, content=b"User-agent: *\nDisallow: /p"
    )
    assert "robots.txt" in error_of(network.fetch(tmp_path, URL))
    assert "www.tarn.test/p" not in network.asked


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (redirect("http://tarn.test/p"), "not encrypted"),
        (redirect("https://intranet.test/"), "private network"),
        (redirect("file:///etc/passwd"), "not encrypted"),
        (redirect(URL), "in a circle"),
        (httpx.Response(404), "no such page"),
        (httpx.Response(403), "refuses"),
        (httpx.Response(429, headers={"retry-after": "120"}), "Try again after 120 s"),
        (httpx.Response(500), "answered with 500"),
        (httpx.Response(200, headers={"content-type": "image/png"}, content=b"x"), "image/png"),
        (httpx.Response(200, headers=HTML, content=b" \n"), "empty page"),
        (httpx.Response(200, headers=HTML, content=b"a" * 20_000_001), "20,000,000 bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_page_is_told_and_not_kept(
    network: Network, tmp_path: Path, answer: httpx.Response, expected: str
) -> None:
    network.answers["tarn.test/legal/privacy"] = answer
    assert expected in error_of(network.fetch(tmp_path, URL))
    assert list(tmp_path.rglob("*")) == []


def test_redirects_end(network: Network, tmp_path: Path) -> None:
    for step in range(9):
        network.answers[f"tarn.test/{step}"] = redirect(f"/{step + 1}")
    assert "more than 5 redirects" in error_of(network.fetch(tmp_path, "https://tarn.test/0"))


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_host_whose_rules_cannot_be_read_is_left_alone(
    network: Network, tmp_path: Path, status: int
) -> None:
    network.answers["tarn.test/robots.txt"] = httpx.Response(status)
    assert "can't be read now" in error_of(network.fetch(tmp_path, URL))
    assert network.asked == ["tarn.test/robots.txt"]


def test_a_host_is_asked_as_often_as_it_likes(network: Network, tmp_path: Path) -> None:
    network.answers["tarn.test/robots.txt"] = httpx.Response(
        200, content=b"User-agent: *\nCrawl-delay: 7"
    )
    urls = [f"https://tarn.test/{name}" for name in "abc"]
    network.fetch(tmp_path, *urls, "https://other.test/a")
    assert network.waited == [7.0, 7.0]


@pytest.mark.parametrize(
    "url",
    ["ftp://tarn.test/a", "tarn.test/privacy", "https://", "https://a:b@tarn.test/", "\x1b[2J"],
)
def test_what_is_no_web_address_is_refused(network: Network, tmp_path: Path, url: str) -> None:
    error_of(network.fetch(tmp_path, url))
    assert network.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "https://tarn.test/../../etc/passwd",
        "https://tarn.test/%2e%2e/%2e%2e/x?y=../z",
        "https://tarn.test/" + "a" * 900,
        "https://tarn.test/a%00b\u202e.html",
    ],
)
def test_an_address_cannot_leave_the_folder(network: Network, tmp_path: Path, url: str) -> None:
    network.answers = _Always(httpx.Response(200, headers=HTML, content=PAGE))
    (one,) = network.fetch(tmp_path / "kept", url)
    assert one.snapshot is not None
    assert one.snapshot.path.parent == tmp_path / "kept" / "tarn.test"
    assert one.snapshot.path.name.isascii()


def test_two_pages_never_share_a_name(network: Network, tmp_path: Path) -> None:
    network.answers = _Always(httpx.Response(200, headers=HTML, content=PAGE))
    urls = [f"https://tarn.test/{page}" for page in ("a/b", "a-b", "a?b", "A-B", "a.b", "a%2Fb")]
    paths = [one.snapshot.path for one in network.fetch(tmp_path, *urls) if one.snapshot]
    assert len(set(paths)) == len(urls)


class _Always(dict[str, httpx.Response]):
    """Answers every page alike, and has no rules."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__()
        self._answer = answer

    def get(self, name: str, default: object = None) -> httpx.Response:  # type: ignore[override]
        return httpx.Response(404) if name.endswith("robots.txt") else self._answer
