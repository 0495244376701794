"""Letters with sample facts, as a project's templates make them."""

from mailbridge.services.access import project_of
from mailbridge.services.checked_language import checked_language
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.letter_context import letterhead
from mailbridge.steps.telling.letters.every_kind import KINDS
from mailbridge.steps.telling.samples import cases
from mailbridge.values import dataclass, replace

NAMES = tuple(name for kind in KINDS for name in kind.templates)


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter as it would leave, and which sample it is made of."""

    name: str
    case: str
    role: str
    language: str
    project: str
    subject: str
    preheader: str
    text: str
    html: str


async def preview_letter(
    container: Container, name: str, role: str | None, language: str | None, project: str | None
) -> Preview:
    """The first sample of that name whose reader has the role. Refused: no-such-sample,
    no-such-reader, no-such-project, bad-setting.
    """
    if name not in NAMES:
        raise Refused("no-such-sample", name=name, names=", ".join(NAMES))
    spoken = checked_language(container, language or "en")
    called = ""
    if project is not None:
        called = (await container.store.read(lambda db: project_of(db, project))).name
    head = replace(letterhead(container), key=b"a key that opens nothing")
    for letter, case, reader in cases.samples(spoken, head):
        if letter.name == name and role in (None, reader.person.role.value):
            shown = replace(letter, project=called or letter.project)
            made = container.renderer.stencil(shown, cases.WORDS).fill(shown)
            return Preview(
                name,
                case,
                reader.person.role.value,
                spoken,
                shown.project,
                shown.subject,
                shown.preheader,
                made.text.partition("\n")[2],
                made.page,
            )
    raise Refused("no-such-reader", name=name, role=role)
