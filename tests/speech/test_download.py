from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.speech import vosk_models
from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech.download import Source
from tpmdesk.speech.models import ModelStore

NAME = "vosk-model-small-en-us-0.15"


@dataclass
class Served:
    """A file on a server of this machine; `cut_after` bytes the connection is closed."""

    data: bytes
    url: str = ""
    ranges: bool = True
    cut_after: int | None = None
    asked: list[str | None] = field(default_factory=list)

    def source(self, sha256: str = "") -> Source:
        digest = sha256 or hashlib.sha256(self.data).hexdigest()
        return Source(self.url, len(self.data), digest)


def handler_of(served: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            served.asked.append(wanted)
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
            start = start if served.ranges else 0
            body = served.data[start:]
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: served.cut_after])

        def log_message(self, *args: object) -> None:
            pass

    return Handler


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    archive = vosk_models.archive(
        tmp_path / "a.zip",
        noise=b"".join(hashlib.sha256(bytes([n % 256, n // 256])).digest() for n in range(9_000)),
    )
    served = Served(archive.read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(served))
    served.url = f"http://127.0.0.1:{server.server_port}/model.zip"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield served
    server.shutdown()
    server.server_close()
    thread.join()


def store_of(tmp_path: Path, source: Source) -> ModelStore:
    return ModelStore(tmp_path / "models", {NAME: source})


def ignore(done: int, total: int) -> None:
    pass


def test_a_model_is_downloaded_checked_and_added(served: Served, tmp_path: Path) -> None:
    store = store_of(tmp_path, served.source())
    seen: list[tuple[int, int]] = []
    info = store.download(NAME, lambda done, total: seen.append((done, total)))
    assert info is not None
    assert [model.name for model in store.installed()] == [NAME]
    assert seen == sorted(seen)
    assert seen[-1] == (len(served.data), len(served.data))
    assert [path.name for path in (tmp_path / "models").iterdir()] == [NAME]


def test_a_cut_download_goes_on_where_it_ended(served: Served, tmp_path: Path) -> None:
    store = store_of(tmp_path, served.source())
    served.cut_after = 100_000
    with pytest.raises(SpeechError, match="goes on from there"):
        store.download(NAME, ignore)
    assert store.installed() == []
    served.cut_after = None
    assert store.download(NAME, ignore) is not None
    assert served.asked == [None, "bytes=100000-"]


def test_a_server_that_cannot_resume_sends_it_all_again(served: Served, tmp_path: Path) -> None:
    store = store_of(tmp_path, served.source())
    served.cut_after = 100_000
    with pytest.raises(SpeechError):
        store.download(NAME, ignore)
    served.cut_after, served.ranges = None, False
    assert store.download(NAME, ignore) is not None


def test_a_cancelled_download_is_kept_for_later(served: Served, tmp_path: Path) -> None:
    store = store_of(tmp_path, served.source())
    seen: list[int] = []
    cancelled = store.download(NAME, lambda done, total: seen.append(done), lambda: len(seen) > 2)
    assert cancelled is None
    assert store.installed() == []
    assert store.download(NAME, ignore) is not None
    assert served.asked[1] == f"bytes={seen[-1]}-"


def test_a_wrong_file_is_thrown_away(served: Served, tmp_path: Path) -> None:
    store = store_of(tmp_path, served.source(sha256="0" * 64))
    with pytest.raises(SpeechError, match="not the expected file"):
        store.download(NAME, ignore)
    assert list((tmp_path / "models").iterdir()) == []


def test_without_a_network_the_message_says_what_to_do(tmp_path: Path, served: Served) -> None:
    closed = Source("http://127.0.0.1:1/model.zip", 5, "0" * 64)
    with pytest.raises(SpeechError, match=r"cannot be reached.*Check the network"):
        store_of(tmp_path, closed).download(NAME, ignore)


def test_only_what_the_catalogue_offers_is_downloaded(tmp_path: Path, served: Served) -> None:
    with pytest.raises(SpeechError, match=NAME):
        store_of(tmp_path, served.source()).download("other", ignore)
