"""Answers typed into a quote without prefixes, in a colour of their own, as Outlook's users do."""

from bisect import bisect_right

from mailbridge.steps.reading.html.text_lines import to_lines
from mailbridge.steps.reading.reply.html_quotes import line_key
from mailbridge.steps.reading.reply.line_sheet import KEPT, OWN, QUOTE, REST, TEXT, Sheet
from mailbridge.steps.reading.reply.quoted_header import field, shown_header_block
from mailbridge.steps.text.word_tables import stems, word_set

LOOKED_AT = 200_000  # characters of HTML searched for a colour
MOST_LINES = 2000  # of a quote
MOST_SHARE = 2  # at most every second line of the quote is an answer

_CUT = frozenset({QUOTE, REST})
_COLOUR_NAMES = word_set(
    "red blue green purple magenta orange teal navy maroon crimson fuchsia darkred darkblue "
    "darkgreen"
)
_POINTERS = stems(
    "below|inline|in line|in-line|in red|in blue|in green|in purple|in orange|in colour|in color"
    "|my answer|my comment|my response|our answer|our comment|answers in|comments in|see answers"
    "|see comments"
    "|ниже|в тексте|по тексту|красным|синим|зелёным|зеленым|цветом|мои ответы|наши "
    "ответы|ответы в|комментарии"
    "|нижче|у тексті|червоним|синім|відповіді|unten|im text|in rot|in blau|in grün|farbig|meine "
    "antworten|anmerkungen|kommentare"
    "|ci-dessous|dans le texte|en rouge|en bleu|en vert|mes réponses|mes commentaires|abajo|en "
    "rojo|en azul|en verde|mis respuestas|mis comentarios"
    "|sotto|in rosso|in blu|mie risposte|hieronder|in het rood|in het blauw|mijn "
    "antwoorden|poniżej|w tekście|na czerwono|na niebiesko"
    "|abaixo|em vermelho|em azul|minhas respostas|nedan|nedenfor|med rødt|i rött|i rødt|mina "
    "svar|mine svar|červeně|níže|赤字|红色|紅色|蓝色|藍色|青字|빨간"
)


def keep_coloured_answers(sheet: Sheet, html: str | None = None) -> None:
    """Show the lines typed into the quote in a colour of their own, each with the quoted lines it
    answers. `html` is the form that stands beside a plain text, and knows the colours.

    Believed when the author wrote nothing else, or points there ("see below, in red"). Answers in
    older letters of the history are history.
    """
    beside = html is not None and "color" in html[:LOOKED_AT].lower()
    if not (beside or any(sheet.colours)) or not _is_cut(sheet) or not _points_below(sheet):
        return
    if html is not None and beside:
        _take_colours(sheet, html)
    if not any(sheet.colours):
        return
    quoted = [
        at
        for at in _newest_quoted(sheet)
        if sheet.labels[at] in _CUT and sheet.lines[at].strip("> ")
    ]
    answers = [
        at
        for at in quoted
        if _is_vivid(sheet.colours[at]) and not _is_link_or_field(sheet.lines[at])
    ]
    if not answers or MOST_SHARE * len(answers) > len(quoted):
        return
    for at in answers:
        sheet.labels[at] = TEXT
        _keep_above(sheet, at)
    sheet.cut("coloured answers", answers[0])


def _is_cut(sheet: Sheet) -> bool:
    return any(label in _CUT for label in sheet.labels)


def _newest_quoted(sheet: Sheet) -> range:
    """The lines from the first quoted one to the head of the next older letter."""
    start = next(at for at, label in enumerate(sheet.labels) if label in _CUT)
    head = max(1, shown_header_block(sheet.lines, start))
    end = min(len(sheet.lines), start + MOST_LINES)
    older = (at for at in range(start + head, end) if shown_header_block(sheet.lines, at))
    return range(start, next(older, end))


def _take_colours(sheet: Sheet, html: str) -> None:
    """Give each quoted line of the text the colour of its line in the HTML; both are read in order,
    and a line that was wrapped goes on in its colour.
    """
    places: dict[str, list[int]] = {}
    lines = to_lines(html)
    for number, line in enumerate(lines):
        places.setdefault(line_key(line.text), []).append(number)
    last, colour = -1, ""
    for at, text in enumerate(sheet.lines):
        key = line_key(text)
        if not key:
            colour = ""
            continue
        known = places.get(key, [])
        next_one = bisect_right(known, last)
        if next_one < len(known):
            last = known[next_one]
            colour = lines[last].colour
        sheet.colours[at] = colour if sheet.labels[at] in _CUT else ""


def _points_below(sheet: Sheet) -> bool:
    own = " ".join(
        line for line, label in zip(sheet.lines, sheet.labels, strict=True) if label in OWN
    )[:2000].lower()
    return not own.strip() or any(word in own for word in _POINTERS)


def _keep_above(sheet: Sheet, at: int) -> None:
    """Keep the paragraph above an answer."""
    place = at - 1
    while place >= 0 and not sheet.lines[place].strip("> "):
        place -= 1
    while (
        place >= 0
        and sheet.labels[place] in _CUT
        and sheet.lines[place].strip("> ")
        and not field(sheet.lines[place])
    ):
        sheet.labels[place] = KEPT
        place -= 1


def _is_link_or_field(line: str) -> bool:
    return "http" in line or "@" in line or field(line) is not None


def _is_vivid(colour: str) -> bool:
    """A colour one would choose to be seen: neither grey nor near black."""
    if colour in _COLOUR_NAMES:
        return True
    parts = _components(colour)
    return len(parts) == 3 and max(parts) - min(parts) > 80


def _components(colour: str) -> list[int]:
    if colour.startswith("#"):
        digits = colour[1:]
        digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
        return (
            [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
            if len(digits) == 6 and _is_hex(digits)
            else []
        )
    inner = colour.partition("(")[2].partition(")")[0] if colour.startswith("rgb") else ""
    numbers = [
        part for part in inner.split(",")[:3] if part.isascii() and part.isdigit() and len(part) < 4
    ]
    return [int(number) for number in numbers]


def _is_hex(digits: str) -> bool:
    return all(digit in "0123456789abcdef" for digit in digits)
