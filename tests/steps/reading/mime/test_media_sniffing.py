"""The type of a file by its first octets, where its declaration says nothing."""

import io
import zipfile

import pytest

from mailbridge.steps.reading.mime.media_sniffing import sniffed_type

OFFICE = "application/vnd.openxmlformats-officedocument."


def archive(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def media_file(brand: bytes, *others: bytes) -> bytes:
    brands = brand + b"\0\0\0\0" + b"".join(others)
    return (8 + len(brands)).to_bytes(4, "big") + b"ftyp" + brands + bytes(40)


def compound(stream: str) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + stream.encode("utf-16-le") + bytes(9)


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (media_file(b"heic"), "image/heic"),
        (media_file(b"mif1", b"mif1", b"heic"), "image/heic"),
        (media_file(b"M4A "), "audio/mp4"),
        (media_file(b"isom"), "video/mp4"),
        (b"RIFF\x24\0\0\0WEBPVP8 " + bytes(30), "image/webp"),
        (b"%PDF-1.7\n", "application/pdf"),
        (archive(word__document="x"), OFFICE + "wordprocessingml.document"),
        (archive(xl__workbook="x"), OFFICE + "spreadsheetml.sheet"),
        (archive(ppt__presentation="x"), OFFICE + "presentationml.presentation"),
        (
            archive(mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        (archive(readme="x"), "application/zip"),
        (compound("Workbook"), "application/vnd.ms-excel"),
        (compound("__properties_version1.0"), "application/vnd.ms-outlook"),
        (b"7z\xbc\xaf\x27\x1c\0\4" + bytes(30), "application/x-7z-compressed"),
        (b"\x1f\x8b\x08\0" + bytes(30), "application/gzip"),
        ("Списак ствари\n".encode(), "text/plain"),
        (b"\0\1\2\xff\xfe random", "application/others"),
    ],
)
def test_what_is_declared_as_nothing_gets_its_type(octets: bytes, expected: str) -> None:
    """Pictures of phones, office files, archives, texts; without any name."""
    assert expected == sniffed_type("application/others", octets, None)


@pytest.mark.parametrize("declared", ["bin/plain", "application/octet-stream", "file/unknown"])
def test_types_that_nobody_registered_say_nothing(declared: str) -> None:
    """A kind that is not registered is no type."""
    assert sniffed_type(declared, b"%PDF-1.4", "scan") == "application/pdf"


def test_a_registered_type_is_believed() -> None:
    """Whoever declares one knows more than its first octets."""
    assert sniffed_type("application/vnd.acme", b"%PDF-1.4", "x.pdf") == "application/vnd.acme"


def test_a_text_that_is_none_gets_its_type() -> None:
    """Text that begins as a file begins is that file; other text stays text."""
    assert sniffed_type("text/plain", b"%PDF-1.4", "x.pdf") == "application/pdf"
    assert sniffed_type("text/plain", b"<html>", "x.html") == "text/plain"


def test_other_names_become_the_usual_one() -> None:
    """Browsers paint image/jpeg."""
    assert sniffed_type("image/pjpeg", b"\xff\xd8\xff", "a.jpg") == "image/jpeg"


def test_the_ending_tells_tables_from_other_texts() -> None:
    """A list of values is a text as well."""
    assert sniffed_type("application/octet-stream", b"a,b\n1,2\n", "x.csv") == "text/csv"


def test_the_ending_tells_what_its_octets_allow() -> None:
    """A document whose members stand too far in, and no other file that is called like one."""
    assert OFFICE + "wordprocessingml.document" == sniffed_type(
        "application/octet-stream", archive(x="y"), "plan.docx"
    )
    assert "image/gif" == sniffed_type("image/x-unknown", b"GIF89a" + bytes(30), "plan.docx")
    assert "application/vnd.ms-excel" == sniffed_type(
        "application/octet-stream", compound("unknown"), "prices.xls"
    )
