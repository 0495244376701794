"""Large messages in S3-compatible storage."""

import asyncio
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbridge.adapters.blobs.s3_blobs import S3Blobs
from mailbridge.bootstrap import opened, safety
from mailbridge.doors.blobs_check import check_blobs
from mailbridge.settings import load
from mailbridge.settings.reading import BadSettings
from tests.bucket import Bucket, served
from tests.services.post_office import PostOffice

CONTENT = b"large" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
URL = "s3://mail/large"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """One that this process may use."""
    with served() as made:
        for name, value in made.variables.items():
            monkeypatch.setenv(name, value)
        yield made


async def test_what_is_kept_is_read_and_deleted(bucket: Bucket) -> None:
    """Under a name of its own; what is not there is deleted already."""
    blobs = S3Blobs(URL)
    await blobs.put(SHA256, CONTENT)
    await blobs.put(SHA256, CONTENT)
    assert [f"/mail/large/{SHA256[:2]}/{SHA256}"] == list(bucket.kept)
    assert CONTENT == await blobs.get(SHA256)
    await blobs.drop(SHA256)
    await blobs.drop(SHA256)
    with pytest.raises(FileNotFoundError):
        await blobs.get(SHA256)


@pytest.mark.parametrize("name", ["", "../secret_keys", "a" * 63, "/" * 64])
async def test_a_name_that_is_no_digest_is_not_asked_for(bucket: Bucket, name: str) -> None:
    """Nothing else in the bucket can be reached."""
    with pytest.raises(FileNotFoundError):
        await S3Blobs(URL).get(name)


async def test_who_is_not_let_in_hears_an_oserror(bucket: Bucket) -> None:
    """As of a disk: who brings mail is answered 4xx. The secret stands in no words."""
    bucket.is_open = False
    for work in (S3Blobs(URL).put(SHA256, CONTENT), S3Blobs(URL).get(SHA256)):
        with pytest.raises(OSError, match="s3://mail/large") as fault:
            await work
        assert bucket.variables["AWS_SECRET_ACCESS_KEY"] not in str(fault.value)


def settings_of(folder: Path, url: str = URL) -> dict[str, str]:
    return {"MAILBRIDGE_BLOBS_URL": url, "MAILBRIDGE_DATA_DIR": str(folder)}


async def test_a_large_message_is_filed_copied_and_restored(bucket: Bucket, tmp_path: Path) -> None:
    """Nothing of it lies in data_dir; a copy has it, and puts it into a bucket again."""
    settings = load(None, settings_of(tmp_path / "here"), fallback=None)
    async with opened(settings) as container:
        office = await PostOffice(container).open()
        await office.person("maria@bloom.example", "client", "Maria Lopez")
        await office.bring("maria@bloom.example", "Long", "words " * 60_000)
    kept = dict(bucket.kept)
    assert (1, False) == (len(kept), (tmp_path / "here" / "blobs").exists())

    await asyncio.to_thread(safety.backup, settings, tmp_path / "copy.tar")
    bucket.kept.clear()
    there = load(None, settings_of(tmp_path / "there"), fallback=None)
    await asyncio.to_thread(safety.restore, there, tmp_path / "copy.tar")
    assert kept == bucket.kept
    assert not list((tmp_path / "there" / "blobs").rglob("?" * 64))


async def test_the_doctor_says_whether_it_can_be_used(bucket: Bucket, tmp_path: Path) -> None:
    """And leaves nothing there."""
    settings = load(None, settings_of(tmp_path), fallback=None)
    (good,) = await check_blobs(S3Blobs(URL), settings)
    bucket.is_open = False
    (bad,) = await check_blobs(S3Blobs(URL), settings)
    assert ("ok", "fault", {}) == (good.state, bad.state, bucket.kept)


@pytest.mark.parametrize(
    "url", ["mail", "http://mail", "s3:///large", "s3://a:b@mail", "s3://mail:1"]
)
def test_what_is_no_bucket_is_one_line(url: str, tmp_path: Path) -> None:
    """It names the setting and what to write."""
    with pytest.raises(BadSettings, match="s3://BUCKET"):
        load(None, settings_of(tmp_path, url), fallback=None)
