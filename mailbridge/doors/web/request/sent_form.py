"""What a form brings: its fields, and the files that somebody chose."""

from collections.abc import Sequence

from starlette.datastructures import UploadFile
from starlette.requests import Request

from mailbridge.doors.web.request.without_nul import without_nul
from mailbridge.services.discussions.along import MOST_FILES
from mailbridge.steps.text.enclosures import Upload

FORM_FIELDS = 150
FIELD_SIZE = 1024 * 1024  # bytes


async def sent_form(
    request: Request, takes_files: bool
) -> tuple[dict[str, str], tuple[Upload, ...]]:
    """The fields of a form, several boxes of one name as one, and the files somebody chose."""
    most = MOST_FILES if takes_files else 0
    async with request.form(
        max_files=most, max_fields=FORM_FIELDS, max_part_size=FIELD_SIZE
    ) as given:
        words = {
            key: [value for value in given.getlist(key) if isinstance(value, str)] for key in given
        }
        typed = {key: _joined(values) for key, values in words.items() if values}
        chosen = [one for _, one in given.multi_items() if isinstance(one, UploadFile)]
        files = [
            Upload(name, without_nul(one.content_type or ""), await one.read())
            for one in chosen
            if (name := without_nul(one.filename or ""))
        ]
    return without_nul(typed), tuple(files)


def _joined(values: Sequence[str]) -> str:
    """What one field brings, or several of its name: those that are ticked, with commas between."""
    return ",".join(filter(None, values)) if len(values) > 1 else values[0]
