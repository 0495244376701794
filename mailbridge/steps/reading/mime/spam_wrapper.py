"""What a spam filter or a virus scanner makes of a letter: a report of its own, and the letter as a
file in it.
"""

from mailbridge.steps.reading.mime.encoded_words import words_decoded
from mailbridge.steps.reading.mime.part_tree import Part
from mailbridge.steps.text.base_subject import base_subject

_FILTERS = ("x-spam", "x-amavis", "x-virus", "x-mailscanner", "x-quarantine")
_SAME = ("from", "date")  # what a filter leaves as the author wrote it


def is_wrapped_letter(wrapper: Part, enclosed: Part) -> bool:
    """Whether the enclosed message is the letter that a filter put into its report: it says so, or
    both bear the same Message-ID, or a filter's field stands above and author, date and subject
    are the same.
    """
    if enclosed.media.name != "message/rfc822":
        return False
    if enclosed.media.params.get("x-spam-type", "").lower() == "original":
        return True
    letter = enclosed.get_payload(0) if enclosed.is_multipart() else None
    if not isinstance(letter, Part) or wrapper.path:
        return False
    if (ours := wrapper.first("message-id").strip()) and ours == letter.first("message-id").strip():
        return True
    return _is_filtered(wrapper) and _bear_the_same(wrapper, letter)


def _is_filtered(wrapper: Part) -> bool:
    return any(name.lower().startswith(_FILTERS) for name, _ in wrapper.raw_items())


def _bear_the_same(wrapper: Part, letter: Part) -> bool:
    subjects = (words_decoded(part.first("subject")) for part in (wrapper, letter))
    above, below = map(base_subject, subjects)
    fields = all(wrapper.first(name).strip() == letter.first(name).strip() for name in _SAME)
    return fields and below.casefold() in above.casefold()
