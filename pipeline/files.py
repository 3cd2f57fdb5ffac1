"""Bytes on disk: what an article is encoded in, where its English goes, and writing it whole.

Decoding follows fixed rules instead of statistics, so that the same bytes are always read alike: a
byte order mark, then UTF-16 by its NUL bytes, then strict UTF-8, then cp1252 where every byte of it
could stand in Scandinavian copy. Anything else is refused with the place, never read as mojibake.
"""

from __future__ import annotations

import codecs
import contextlib
import glob
import os
import re
import secrets
import shutil
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import InputError, UsageError

SIZE_LIMIT = 20 * 2**20


# Files that desks rename to .txt by mistake; RTF and PDF even begin as readable text.
_SIGNATURES = {
    b"PK\x03\x04": "a zip file (Word, OpenDocument or Pages)",
    b"%PDF-": "a PDF",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an old Word document",
}

_LETTERS = "æøåÆØÅäöüÄÖÜéèêëÉÈÊËáàâãÁÀÂÃíìîïÍÌÎÏóòôõÓÒÔÕúùûÚÙÛñÑçÇßþðÞÐýÿÝšŠžŽ"
# Not †‡ˆ‹›˜Œœ¯¬: that is what the Norwegian letters of MacRoman and of DOS become in cp1252.
_SIGNS = "«»–—‘’‚“”„…•€£§°·½¼¾²³±×©®™´¡¿ºª‰\xa0\xad"
_PLAUSIBLE = frozenset(_LETTERS + _SIGNS)
# What UTF-8 becomes in cp1252 (Ã¥, Â«, â€“), also cut short; signs that no word contains; and more
# letters beyond ASCII in a row than any word has, which is Cyrillic or Greek.
_MOJIBAKE = re.compile(r"[ÃÂ](?![A-Za-z])|â(?:€|\Z)|[A-Za-z][¿¾½¼®§£€°•][A-Za-z]|[À-ÿ]{4}")

# Only used for characters that the article's own encoding lacks.
_LOOK_ALIKES = str.maketrans(
    {
        "−": "-", "‐": "-", "‑": "-", "‒": "–", "―": "—", "′": "'", "″": '"',
        "\u2009": "\xa0", "\u202f": "\xa0", "\u2007": "\xa0", "\u2060": "", "\u200b": "",
        "\ufeff": "",
    }
)  # fmt: skip


def decode(data: bytes, name: str) -> tuple[str, str]:
    r"""The text of a file and the encoding it was read as; line ends stay as they are.

    The encoding is one of utf-8, utf-8-sig (with a byte order mark), utf-16-le, utf-16-be and
    cp1252, and ``encode(text, encoding)`` gives the bytes back. UTF-16's mark stays in the text, as
    its first character, since Python's names cannot tell it from UTF-16 without one. Latin-1 is
    read as cp1252, as browsers do.

    Raises InputError, naming the file, the byte, its offset and its line, for bytes that are not
    text in any of these.

    >>> decode("Blåbær\r\n".encode("latin-1"), "a.txt")
    ('Blåbær\r\n', 'cp1252')
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"{name}: this is {what}, not text; save it as plain text in UTF-8")
    encoding = _guess(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        # Python counts offsets of utf-8-sig from behind the mark.
        mark = len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0
        return _decode_cp1252(data, name, encoding, error.start + mark), "cp1252"
    _refuse_binary(text, name)
    return text, encoding


def _guess(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    if len(data) % 2 == 0 and 0 in data:
        odd, even = data[1::2].count(0), data[0::2].count(0)
        # Norwegian in UTF-16 has a NUL in nearly every second byte, and hardly one elsewhere.
        for encoding, many, few in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
            if many * 10 >= len(data) // 2 * 7 and few * 20 <= many:
                return encoding
    return "utf-8"


def _decode_cp1252(data: bytes, name: str, tried: str, offset: int) -> str:
    if tried == "utf-8" and 0 not in data:
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode("cp1252")
            if _looks_european(data, text):
                _refuse_binary(text, name)
                return text
    line = data.count(b"\n", 0, offset) + 1
    codec = tried.removesuffix("-sig").upper()
    raise InputError(
        f"{name}: line {line}: byte 0x{data[offset]:02x} at offset {offset} is not {codec}, and "
        "the file does not look like cp1252; save it as UTF-8 and run again"
    )


def _looks_european(data: bytes, text: str) -> bool:
    """Whether a cp1252 reading is one that an editor could have typed."""
    beyond = [c for c in text if c > "\x7f"]
    letters = sum(c.isalpha() for c in text)
    valid_utf8 = sum(c > "\x7f" for c in data.decode("utf-8", "ignore"))
    return (
        _PLAUSIBLE.issuperset(beyond)
        and sum(c.isalpha() for c in beyond) * 2 <= letters
        and valid_utf8 * 4 < len(beyond)
        and not _MOJIBAKE.search(text)
    )


def _refuse_binary(text: str, name: str) -> None:
    nul = text.find("\x00")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        raise InputError(
            f"{name}: line {line}: character {nul} is a NUL, so this is not a text file; "
            "save it as plain text in UTF-8"
        )
    controls = sum(c < " " and c not in "\t\n\r\f\v\x1b" for c in text)
    if controls * 10 > len(text):
        raise InputError(
            f"{name}: {controls} of {len(text)} characters are control characters, so this is not "
            "a text file; save it as plain text in UTF-8"
        )


def encode(text: str, encoding: str, name: str = "the English") -> bytes:
    """The bytes of a text in an encoding that ``decode`` named, with its byte order mark.

    Where the encoding lacks a character, a look-alike is written (a minus sign becomes a hyphen).
    Raises InputError, naming the character and its line, where there is none.

    >>> encode("−4 °C", "cp1252")
    b'-4 \\xb0C'
    """
    with contextlib.suppress(UnicodeEncodeError):
        return text.encode(encoding)
    text = unicodedata.normalize("NFC", text).translate(_LOOK_ALIKES)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        char = text[error.start]
        line = text.count("\n", 0, error.start) + 1
        label = unicodedata.name(char, "no name")
        raise InputError(
            f"{name}: line {line}: {char!a} ({label}) cannot be written in {encoding}, the "
            "encoding of the article; save the article as UTF-8 and run again"
        ) from None


def read_article_bytes(path: Path, limit: int = SIZE_LIMIT) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes.

    Raises InputError for a missing or unreadable file, a folder, a pipe or device (which could
    block for ever), and a file over the limit.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
            raise InputError(f"{path}: this is {what}, not a file; name an article")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {_reason(error)}") from None
    if len(data) > limit:
        raise InputError(
            f"{path}: larger than {limit / 2**20:g} MiB, the most that is read; split the file"
        )
    return data


def write_atomic(path: Path, data: bytes) -> None:
    """Puts ``data`` at ``path`` whole or not at all; makes the folders it stands in.

    The bytes reach the disk in a temporary file beside it, which then takes its name: a reader, or
    a crash at any point, finds the old file or the new one. A link at ``path`` is replaced, not
    followed. Raises InputError, with the old file intact, when the disk or a permission says no.
    """
    temporary = path.parent / f".nordwire-{secrets.token_hex(8)}.tmp"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if path.is_file() and not path.is_symlink():
                shutil.copymode(path, temporary)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {_reason(error)}") from None


def _sync_folder(folder: Path) -> None:
    """Makes the new name itself survive a power cut; Windows does so on its own."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def plan_outputs(
    paths: Sequence[str], out: Path | None, suffixes: frozenset[str]
) -> list[tuple[Path, Path]]:
    """Where each article comes from and where its English goes, in a stable order, each once.

    A path is a file, a folder (with all below it that has one of ``suffixes``) or a pattern
    (``*``, ``?``, ``[a-z]``, ``**``). Targets lie under ``out`` as the sources lie under the folder
    or under the fixed part of the pattern. One file and an ``out`` with its suffix: ``out`` is the
    file. Without ``out``, targets are relative paths that nobody has given a folder yet. Within a
    folder, links, hidden files, files without a suffix, and ``out`` itself are passed over.

    Raises UsageError when a path finds nothing, when two sources would have one target (also where
    only capitals tell them apart, as on macOS and Windows), and when a target is an input or lies
    outside ``out`` through a link.
    """
    found: dict[Path, tuple[Path, Path]] = {}
    for path in paths:
        matches = list(_expand(path, out, suffixes))
        if not matches:
            raise UsageError(f"{path}: no article here; the known suffixes are {_listed(suffixes)}")
        for source, relative in matches:
            found.setdefault(source.resolve(), (source, relative))
    if out is None:
        return list(found.values())
    if len(paths) == 1 and Path(paths[0]).is_file() and _is_file_name(out, Path(paths[0])):
        pairs = [(Path(paths[0]), out)]
    elif out.exists() and not out.is_dir():
        raise UsageError(f"{out}: this is a file; name a folder for the English to go to")
    else:
        pairs = [(source, out / relative) for source, relative in found.values()]
        _refuse_escapes(pairs, out)
    _refuse_collisions(pairs)
    return pairs


def _expand(path: str, out: Path | None, suffixes: frozenset[str]) -> Iterator[tuple[Path, Path]]:
    """The articles that one path stands for, each with its place below what was named."""
    start = Path(path)
    if start.is_dir():
        yield from ((f, f.relative_to(start)) for f in _walk(start, start, out, suffixes))
    elif start.exists():
        if start.suffix.lower() not in suffixes:
            raise UsageError(f"{path}: not a known format; known are {_listed(suffixes)}")
        yield start, Path(start.name)
    elif glob.has_magic(path):
        base = _fixed_part(start)
        for match in map(Path, sorted(glob.glob(path, recursive=True))):  # noqa: PTH207
            inside = _walk(match, base, out, suffixes) if match.is_dir() else iter((match,))
            for file in inside:
                if _is_article(file, base, out, suffixes):
                    yield file, file.relative_to(base)
    else:
        raise UsageError(f"{path}: no such file or folder; check the spelling")


def _fixed_part(pattern: Path) -> Path:
    """The folder before the first part of a pattern with a wildcard in it."""
    parts = pattern.parts
    wild = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:wild])


def _walk(folder: Path, base: Path, out: Path | None, suffixes: frozenset[str]) -> Iterator[Path]:
    """The articles below a folder, sorted; links are not followed."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(n for n in folders if not n.startswith("."))
        files = (Path(root, name) for name in sorted(names))
        yield from (f for f in files if f.suffix and _is_article(f, base, out, suffixes))


def _is_article(file: Path, base: Path, out: Path | None, suffixes: frozenset[str]) -> bool:
    """Whether a file that was not named itself is an input, and not a link or an earlier output."""
    if file.suffix.lower() not in suffixes or file.name.startswith(".") or file.is_symlink():
        return False
    real, root = file.resolve(), base.resolve()
    outputs = out.resolve() if out else root
    return real.is_relative_to(root) and (
        outputs == root or not outputs.is_relative_to(root) or not real.is_relative_to(outputs)
    )


def _is_file_name(out: Path, source: Path) -> bool:
    return out.suffix.lower() == source.suffix.lower() != "" and not out.is_dir()


def _refuse_escapes(pairs: Sequence[tuple[Path, Path]], out: Path) -> None:
    root = out.resolve()
    for source, target in pairs:
        if not target.resolve().is_relative_to(root):
            raise UsageError(
                f"{source}: its English would go to {target.resolve()}, outside {out}; "
                f"remove the link {target}"
            )


def _refuse_collisions(pairs: Sequence[tuple[Path, Path]]) -> None:
    sources = {_key(source): source for source, _ in pairs}
    taken: dict[str, Path] = {}
    for source, target in pairs:
        key = _key(target)
        if key in sources:
            raise UsageError(
                f"{source}: its English would go to {target}, which is one of the articles; "
                "name another folder with --out"
            )
        if key in taken:
            raise UsageError(
                f"{taken[key]} and {source} would both go to {target}; "
                "name the folder above them, or rename one"
            )
        taken[key] = source


def _key(path: Path) -> str:
    """One key for all names that some file system takes for the same file."""
    return unicodedata.normalize("NFC", str(path.resolve())).casefold()


def _listed(suffixes: frozenset[str]) -> str:
    return ", ".join(sorted(s for s in suffixes if s))
