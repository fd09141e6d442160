"""A pack goes from one person's folder to another's as one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpmdesk.app.packsharing import Offer, PackError, PackTakenError
from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import profile
from tpmdesk.exchange.packarchive import ZipPacks

HEAD = 'schema = 1\npack = "{pack}"\n'
TITLE = 'title = "My team"\n'
DECK = '\n[[deck]]\nslug = "ours"\ntitle = "Ours"\n'
CARD = '\n[[card]]\nslug = "{slug}"\ndeck = "ours"\nfront = "Who owns it?"\nback = "{back}"\n'


@pytest.fixture
def giver(tmp_path: Path):
    made = Parts(profile(tmp_path / "giver"), AtOnce())
    write(made)
    yield made
    made.close()


@pytest.fixture
def taker(tmp_path: Path):
    made = Parts(profile(tmp_path / "taker"), AtOnce())
    yield made
    made.close()


@pytest.fixture
def file(giver: Parts, tmp_path: Path) -> Path:
    made = tmp_path / "team.tpmpack"
    giver.sharing.share("my-team", made)
    return made


def write(
    parts: Parts, name: str = "team.toml", pack: str = "my-team", back: str = "Platform."
) -> Path:
    path = parts.profile.packs / name
    path.parent.mkdir(parents=True, exist_ok=True)
    card = CARD.format(slug="ledger", back=back)
    path.write_text(HEAD.format(pack=pack) + TITLE + DECK + card)
    return path


def take(parts: Parts, file: Path, *, replace: bool = False) -> Path | None:
    kept = parts.sharing.take(parts.sharing.look(file), replace=replace)
    parts.own_packs.refresh()
    return kept


def backs(parts: Parts) -> list[str]:
    return [each.text.back for each in parts.library.entries("card")]


def test_what_was_shared_is_taken_in_by_another_person(taker: Parts, file: Path) -> None:
    take(taker, file)
    assert backs(taker) == ["Platform."]


def test_the_files_of_a_pack_stay_what_they_were(giver: Parts, taker: Parts, tmp_path: Path):
    """Two files in a folder of their own, with a comment and letters of many kinds."""
    body = '# für Zoë\nschema = 1\npack = "two"\n'
    first = giver.profile.packs / "two" / "deck.toml"
    first.parent.mkdir()
    first.write_text(body + TITLE + DECK, encoding="utf-8")
    second = giver.profile.packs / "two" / "more" / "cards.toml"
    second.parent.mkdir()
    second.write_text(body + CARD.format(slug="a", back="ja"), encoding="utf-8")
    giver.sharing.share("two", tmp_path / "two.tpmpack")
    take(taker, tmp_path / "two.tpmpack")
    place = taker.profile.packs / "two"
    assert (place / "deck.toml").read_bytes() == first.read_bytes()
    assert (place / "more" / "cards.toml").read_bytes() == second.read_bytes()


def test_the_same_pack_is_the_same_file(giver: Parts, file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.tpmpack"
    giver.sharing.share("my-team", again)
    assert again.read_bytes() == file.read_bytes()


def test_a_pack_that_is_there_just_so_is_known(giver: Parts, file: Path) -> None:
    assert giver.sharing.look(file).same


def test_a_pack_of_the_same_name_is_not_replaced_unasked(taker: Parts, file: Path) -> None:
    own = write(taker, back="Mine.")
    with pytest.raises(PackTakenError, match="Nothing was changed"):
        take(taker, file)
    assert "Mine." in own.read_text()


def test_a_pack_whose_files_are_gone_is_not_replaced_unasked_either(taker: Parts, file: Path):
    write(taker, back="Mine.")
    taker.own_packs.refresh()
    (taker.profile.packs / "team.toml").unlink()
    assert taker.sharing.look(file).replaces


def test_what_is_replaced_is_kept_as_a_file_that_can_be_taken_in_again(
    taker: Parts, file: Path
) -> None:
    write(taker, back="Mine.")
    taker.own_packs.refresh()
    kept = take(taker, file, replace=True)
    assert backs(taker) == ["Platform."]
    assert kept is not None
    take(taker, kept, replace=True)
    assert backs(taker) == ["Mine."]


def test_each_pack_that_was_replaced_is_kept(taker: Parts, file: Path, giver: Parts) -> None:
    write(taker, back="Mine.")
    write(giver, back="Newer.")
    first = take(taker, file, replace=True)
    second = take(taker, giver.profile.packs / "team.toml", replace=True)
    assert None not in (first, second)
    assert first != second


def test_a_file_with_two_packs_is_refused(taker: Parts, tmp_path: Path) -> None:
    both = tmp_path / "both.tpmpack"
    bodies = {f"{pack}.toml": (HEAD.format(pack=pack) + TITLE + DECK) for pack in ("a", "b")}
    ZipPacks().write(both, {name: body.encode() for name, body in bodies.items()})
    with pytest.raises(PackError, match="more packs"):
        taker.sharing.look(both)


def test_other_packs_in_the_same_folder_stay(taker: Parts, file: Path) -> None:
    other = write(taker, "my-team/other.toml", pack="other", back="Other.")
    write(taker, "my-team/team.toml", back="Mine.")
    take(taker, file, replace=True)
    assert other.exists()
    assert sorted(backs(taker)) == ["Other.", "Platform."]


def test_a_disk_that_gives_out_leaves_the_old_pack(taker: Parts, file: Path, monkeypatch) -> None:
    own = write(taker, back="Mine.")
    offer = taker.sharing.look(file)
    real = Path.rename

    def rename(self: Path, to: Path) -> Path:
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return real(self, to)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(PackError, match="No space left"):
        taker.sharing.take(offer, replace=True)
    assert "Mine." in own.read_text()


def test_a_pack_that_ships_cannot_be_replaced(giver: Parts, taker: Parts, tmp_path: Path) -> None:
    foreign = write(giver, "core.toml", pack="core").rename(tmp_path / "core.toml")
    with pytest.raises(PackError, match="ships with tpmdesk"):
        taker.sharing.look(foreign)


def test_a_pack_with_a_mistake_is_not_shared(giver: Parts, tmp_path: Path) -> None:
    with (giver.profile.packs / "team.toml").open("a") as file:
        file.write('\n[[card]]\nslug = "half"\ndeck = "ours"\nfront = "No back"\n')
    with pytest.raises(PackError, match=r"team.toml: card 'half' \(line 15\): back is missing"):
        giver.sharing.share("my-team", tmp_path / "team.tpmpack")
    assert not (tmp_path / "team.tpmpack").exists()


def test_a_pack_with_a_mistake_is_not_taken_in(taker: Parts, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(HEAD.format(pack="bad") + TITLE + '[[card]]\nslug = "a"\n')
    with pytest.raises(PackError, match=r"holds a mistake. bad.toml: card 'a'"):
        taker.sharing.look(tmp_path / "bad.toml")


def test_an_unknown_name_is_answered_with_those_there_are(giver: Parts, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="There are: my-team"):
        giver.sharing.share("ours", tmp_path / "x.tpmpack")


def test_a_single_file_of_text_is_a_pack_too(taker: Parts, giver: Parts) -> None:
    offer = taker.sharing.look(giver.profile.packs / "team.toml")
    assert isinstance(offer, Offer)
    take(taker, giver.profile.packs / "team.toml")
    assert backs(taker) == ["Platform."]
