"""Bytes: read right or refused by name, written whole or not at all, and never over an input."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError, UsageError
from pipeline.files import decode, encode, plan_outputs, read_article_bytes, write_atomic

NORWEGIAN = "Blåbær på Øya: «Æsj – nei», sa én.\r\n"
SUFFIXES = frozenset({".txt", ".text", ""})


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (NORWEGIAN.encode("utf-8"), "utf-8"),
        (NORWEGIAN.encode("utf-8-sig"), "utf-8-sig"),
        (NORWEGIAN.encode("utf-16-le"), "utf-16-le"),
        (NORWEGIAN.encode("utf-16-be"), "utf-16-be"),
        (NORWEGIAN.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings_are_told_and_kept(data: bytes, encoding: str) -> None:
    assert decode(data, "a.txt") == (NORWEGIAN, encoding)
    assert encode(NORWEGIAN, encoding) == data


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_the_mark_of_utf_16_is_kept(encoding: str) -> None:
    data = ("\ufeff" + NORWEGIAN).encode(encoding)
    text, found = decode(data, "a.txt")
    assert (text.removeprefix("\ufeff"), found) == (NORWEGIAN, encoding)
    assert encode(text, found) == data


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize("text", ["Så, på ei øy", "PÅ «ØYA»", "Müller, 20 °C, § 3", "En ½"])
def test_latin_1_is_read_as_cp1252(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == (text, "cp1252")


REFUSED = [
    # (bytes, what the message must say)
    (NORWEGIAN.encode()[:-9] + b"\xc3", "offset 37"),  # truncated in a letter
    ("Vi så på.\nDet ble ".encode() + b"b\xe5de deler", "line 2"),
    ("Blåbær og rømme ".encode() + b"p\xe5", "0xe5"),  # UTF-8 with a latin-1 line pasted in
    (b"p\xc3", "not UTF-8"),
    (b"\xef\xbb\xbfHei \xff", "offset 7"),
    (b"\xff\xfeH\x00\x00\xd8", "UTF-16"),
    ("Blåbær på øya".encode("cp850"), "UTF-8"),
    ("Blåbær på øya".encode("mac-roman"), "UTF-8"),
    ("Привет, мир".encode("koi8-r"), "UTF-8"),
    ("Привет, мир".encode("cp1251"), "UTF-8"),
    (b"GIF89a\x01\x00\x01\x00\x80", "a.bin"),
    (b"tekst\nmed\x00null", "line 2"),
    (b"\x01\x02\x03\x04abc", "control characters"),
    (b"PK\x03\x04rest", "Word"),
    (b"%PDF-1.7 rest", "PDF"),
    (b"{\\rtf1 rest}", "RTF"),
    ("Hei".encode("utf-32"), "a.bin"),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_what_is_not_text_is_refused_by_name_and_place(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        decode(data, "a.bin")
    assert message in str(error.value)
    assert str(error.value).startswith("a.bin: ")
    assert "UTF-8" in str(error.value)


@given(st.binary(max_size=60) | st.text(max_size=30).map(lambda t: t.encode("utf-16")))
def test_what_is_read_is_written_back_to_the_byte(data: bytes) -> None:
    try:
        text, encoding = decode(data, "a.txt")
    except InputError:
        return
    assert encode(text, encoding) == data


@given(st.text(alphabet="abc æøåÆØÅ«»–é\n", max_size=40))
def test_utf_8_is_never_taken_for_something_else(text: str) -> None:
    assert decode(text.encode(), "a.txt") == (text, "utf-8")


@given(st.text(alphabet="abc æøå«»–é", min_size=1, max_size=40), st.data())
def test_truncated_utf_8_is_refused_or_right(text: str, data: st.DataObject) -> None:
    """Cut anywhere, the bytes give the text's beginning or an error, never other letters."""
    cut = text.encode()[: data.draw(st.integers(0, len(text.encode())))]
    try:
        found, _ = decode(cut, "a.txt")
    except InputError:
        return
    assert text.startswith(found)


def test_look_alikes_stand_in_where_an_encoding_is_small() -> None:
    assert encode("−4\u2009°C, a\u200bb, F‑35", "cp1252") == "-4\xa0°C, ab, F-35".encode("cp1252")
    with pytest.raises(InputError, match=r"line 2: .*LATIN SMALL LETTER C WITH CARON"):
        encode("a\nč", "cp1252")


def test_reading_names_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * 11)
    with pytest.raises(InputError, match=r"big\.txt: larger than"):
        read_article_bytes(tmp_path / "big.txt", limit=10)
    assert read_article_bytes(tmp_path / "big.txt", limit=11) == b"x" * 11
    with pytest.raises(InputError, match="a folder"):
        read_article_bytes(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        read_article_bytes(tmp_path / "none.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="pipe"):
        read_article_bytes(tmp_path / "pipe.txt")


def test_writing_makes_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "c.txt"
    write_atomic(target, b"one")
    write_atomic(target, b"two")
    assert target.read_bytes() == b"two"
    assert [p.name for p in target.parent.iterdir()] == ["c.txt"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, failing, fail)
    with pytest.raises(InputError, match=r"a\.txt: cannot be written: no space left"):
        write_atomic(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_an_interrupt_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "a.txt", b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.txt", b"old")]


def test_writing_replaces_a_link_and_not_what_it_points_at(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_bytes(b"kept")
    (tmp_path / "link.txt").symlink_to("kept.txt")
    write_atomic(tmp_path / "link.txt", b"new")
    assert (tmp_path / "kept.txt").read_bytes() == b"kept"
    assert (tmp_path / "link.txt").read_bytes() == b"new"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles, which is also the current one's ``inn``."""
    for name in ("inn/b.txt", "inn/a.txt", "inn/sport/c.TXT", "inn/bilde.jpg", "inn/.skjult.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Hei.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _planned(paths: list[str], out: str | None) -> list[tuple[str, str]]:
    pairs = plan_outputs(paths, Path(out) if out else None, SUFFIXES)
    return [(s.as_posix(), t.as_posix()) for s, t in pairs]


ALL = [("inn/a.txt", "ut/a.txt"), ("inn/b.txt", "ut/b.txt"), ("inn/sport/c.TXT", "ut/sport/c.TXT")]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["inn"], ALL),
        (["inn/**"], ALL),
        (["inn/*"], ALL),
        (["inn/*.txt"], ALL[:2]),
        (["inn/[b-z].txt"], ALL[1:2]),
        (["inn/a.txt"], ALL[:1]),
        (["inn/b.txt", "inn/a.txt"], [ALL[1], ALL[0]]),
        (["inn/b.txt", "inn", "./inn/../inn/b.txt"], [ALL[1], ALL[0], ALL[2]]),
    ],
)
def test_files_folders_and_patterns(paths: list[str], expected: list[tuple[str, str]]) -> None:
    assert _planned(paths, "ut") == expected


@pytest.mark.usefixtures("desk")
def test_one_file_may_name_its_output() -> None:
    assert _planned(["inn/a.txt"], "engelsk.txt") == [("inn/a.txt", "engelsk.txt")]
    assert _planned(["inn/a.txt"], "engelsk") == [("inn/a.txt", "engelsk/a.txt")]


@pytest.mark.usefixtures("desk")
def test_without_out_the_sources_are_still_told() -> None:
    assert [s for s, _ in _planned(["inn"], None)] == [s for s, _ in ALL]


def test_an_output_folder_inside_the_input_is_no_input(desk: Path) -> None:
    (desk / "inn/ut").mkdir()
    (desk / "inn/ut/a.txt").write_text("Hi.", encoding="utf-8")
    assert [s for s, _ in _planned(["inn"], "inn/ut")] == [s for s, _ in ALL]
    assert [s for s, _ in _planned(["inn/**/*"], "inn/ut")] == [s for s, _ in ALL]


def test_links_in_a_folder_are_passed_over(desk: Path) -> None:
    (desk / "utenfor").mkdir()
    (desk / "utenfor/x.txt").write_text("Hei.", encoding="utf-8")
    (desk / "inn/lenke.txt").symlink_to(desk / "utenfor/x.txt")
    (desk / "inn/mappe").symlink_to(desk / "utenfor")
    assert _planned(["inn"], "ut") == ALL
    assert _planned(["inn/**/*.txt"], "ut") == ALL[:2]


REFUSALS = [
    (["inn/ingen.txt"], "ut", "no such file"),
    (["inn/*.text"], "ut", "no article"),
    (["inn/bilde.jpg"], "ut", "not a known format"),
    (["inn"], "inn", "one of the articles"),
    (["inn/a.txt"], "inn/a.txt", "one of the articles"),
    (["inn/a.txt"], "inn", "one of the articles"),
    (["inn/a.txt"], "INN/A.txt", "one of the articles"),  # the same file on macOS and Windows
    (["inn/a.txt", "annet/a.txt"], "ut", "both go to"),
    (["inn/a.txt", "annet/A.txt"], "ut", "both go to"),
    (["inn"], "inn/a.txt", "name a folder"),
    (["inn/a.txt"], "lenkeut", "one of the articles"),
    (["inn"], "flukt", "outside"),
]


@pytest.mark.parametrize(("paths", "out", "message"), REFUSALS)
def test_what_could_destroy_something_is_refused(
    desk: Path, paths: list[str], out: str, message: str
) -> None:
    (desk / "annet").mkdir()
    for name in ("annet/a.txt", "annet/A.txt"):
        (desk / name).write_text("Hei.", encoding="utf-8")
    (desk / "lenkeut").symlink_to("inn")
    (desk / "flukt").mkdir()
    (desk / "flukt/sport").symlink_to(desk / "annet")
    with pytest.raises(UsageError, match=message):
        plan_outputs(paths, Path(out), SUFFIXES)
