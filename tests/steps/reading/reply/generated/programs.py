"""How mail programs head a quote: a function each, from a language's wording."""

import html as markup
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache

from babel.dates import format_date, format_datetime, format_skeleton, format_time

from tests.steps.reading.reply.generated.wording import Wording

SENT = datetime(2026, 5, 4, 10, 15, 33, tzinfo=timezone(timedelta(hours=2)))
SUBJECT = "Re: Printing the booklet"
TO = "Desk <desk@agency.example>"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the quoted letter."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"


@dataclass(frozen=True, slots=True)
class Quote:
    """What a program puts around the quoted lines."""

    head: str  # plain; a line may be wrapped further
    prefixed: bool = True  # the plain form puts "> " before each line
    opening: str = ""  # HTML around the quote
    head_html: str = ""  # empty: the plain head in a div
    open_block: str = "<blockquote>"
    close_block: str = "</blockquote>"
    closing: str = ""
    inside: bool = False  # the head is the first line of the quote itself
    above: str = ""  # the program's own line above the head
    above_html: str = ""
    blocks: bool = field(default=True)  # the HTML marks each piece of the quote by an element


Program = Callable[[Wording, Author], Quote]


@cache
def _date(locale: str, form: str) -> str:
    if form == "skeleton":
        return format_skeleton("yMMMEd", SENT, locale=locale)
    if form.startswith("="):
        return format_date(SENT, form[1:], locale=locale)
    return format_date(SENT, form, locale=locale)


@cache
def _time(locale: str, form: str = "short") -> str:
    return format_time(SENT, form.removeprefix("="), locale=locale)


def _wrote(words: Wording, author: object, form: str, time: str = "short") -> str:
    return words.wrote.format(d=_date(words.locale, form), t=_time(words.locale, time), a=author)


def _english(pattern: str) -> str:
    return format_datetime(SENT, pattern, locale="en")


def _rows(words: Wording, author: object, sent: str, colon: str = ": ") -> str:
    values = (str(author), sent, TO, SUBJECT)
    return "\n".join(
        f"{label}{colon}{value}" for label, value in zip(words.labels, values, strict=True)
    )


def _moment(words: Wording) -> str:
    return f"{_date(words.locale, 'full')} {_time(words.locale)}"


def _bold(rows: str) -> str:
    """Rows in HTML, their labels bold."""
    shown = (row.partition(":") for row in rows.split("\n"))
    return "<br>".join(
        f"<b>{markup.escape(label)}:</b>{markup.escape(value)}" for label, _, value in shown
    )


def gmail(words: Wording, author: Author) -> Quote:
    head = _wrote(words, author, "skeleton")
    return Quote(
        head,
        opening='<br><div class="gmail_quote gmail_quote_container">',
        head_html=f'<div dir="ltr" class="gmail_attr">{markup.escape(head)}<br></div>',
        open_block='<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;padding-left:1ex">',
        closing="</div>",
    )


def apple_mail(words: Wording, author: Author) -> Quote:
    head = _wrote(words, author, "long")
    return Quote(
        head,
        open_block='<blockquote type="cite">',
        inside=True,
        head_html=f'<div>{markup.escape(head)}</div><br class="Apple-interchange-newline">',
    )


def ios(words: Wording, author: Author) -> Quote:
    head = _wrote(words, author, "long")
    return Quote(
        head,
        open_block='<blockquote type="cite"><div dir="ltr">',
        close_block="</div></blockquote>",
        inside=True,
        above=words.telephone,
        above_html=f'<br><div dir="ltr">{markup.escape(words.telephone)}</div>',
    )


def outlook_desktop(words: Wording, author: Author) -> Quote:
    rows = _rows(words, author, _moment(words))
    return Quote(
        rows,
        prefixed=False,
        opening='<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0 0 0">',
        head_html=f'<p class="MsoNormal">{_bold(rows)}</p></div>',
        blocks=False,
    )


def outlook_new(words: Wording, author: Author) -> Quote:
    rows = _rows(words, author, _moment(words))
    return Quote(
        f"{'_' * 32}\n{rows}",
        prefixed=False,
        opening='<div id="appendonsend"></div><hr style="display:inline-block;width:98%">',
        head_html=f'<div id="divRplyFwdMsg" dir="ltr"><font>{_bold(rows)}</font></div>',
        blocks=False,
    )


def outlook_web_without_ids(words: Wording, author: Author) -> Quote:
    """The same after a gateway took the ids away."""
    rows = _rows(words, Author(author.name, author.address), _moment(words))
    return Quote(
        f"{'_' * 32}\n{rows}",
        prefixed=False,
        opening="<hr>",
        head_html=f"<div><font>{_bold(rows)}</font></div>",
        blocks=False,
    )


def outlook_within_a_company(words: Wording, author: Author) -> Quote:
    """Colleagues are shown without their addresses."""
    rows = _rows(words, author.name, _moment(words))
    return Quote(
        rows,
        prefixed=False,
        opening='<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0 0 0">',
        head_html=f'<p class="MsoNormal">{_bold(rows)}</p></div>',
        blocks=False,
    )


def outlook_mobile(words: Wording, author: Author) -> Quote:
    rows = _rows(words, author, _moment(words))
    return Quote(
        f"{'_' * 32}\n{rows}",
        prefixed=False,
        opening="<hr>",
        head_html=f'<div id="divRplyFwdMsg"><font>{_bold(rows)}</font></div>',
        above="Get Outlook for iOS<https://aka.ms/o0ukef>",
        above_html='<div id="ms-outlook-mobile-signature"><a href="https://aka.ms/o0ukef">'
        "Get Outlook for iOS</a></div>",
        blocks=False,
    )


def thunderbird(words: Wording, author: Author) -> Quote:
    head = _wrote(words, author.name, "short")
    return Quote(
        head,
        head_html=f'<div class="moz-cite-prefix">{markup.escape(head)}<br></div>',
        open_block='<blockquote type="cite" cite="mid:1@agency.example">',
    )


def yahoo(words: Wording, author: Author) -> Quote:
    head = _wrote(words, author, "full", "long")
    return Quote(
        f"    {head}  ",
        prefixed=False,
        opening='<div id="ydpyahoo_quoted_1" class="ydpyahoo_quoted">',
        blocks=False,
        open_block="<div>",
        close_block="</div>",
        closing="</div>",
    )


def yandex(words: Wording, author: Author) -> Quote:
    head = f'04.05.2026, 10:15, "{author.name}" <{author.address}>:'
    return Quote(head, head_html=f"<div>{markup.escape(head)}</div>")


def mail_ru(words: Wording, author: Author) -> Quote:
    locale = words.locale if words.locale in {"ru", "uk", "be", "kk"} else "en"
    by = "от" if locale != "en" else "from"
    day = _date(locale, "full").removesuffix(" г.").removesuffix(" р.")
    head = f"{day[0].upper()}{day[1:]}, 10:15 +02:00 {by} {author}:"
    style = "border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;"
    return Quote(head, open_block=f'<blockquote style="{style}">', inside=True)


def proton(words: Wording, author: Author) -> Quote:
    head = _wrote(words, author, "full")
    return Quote(
        f"‐‐‐‐‐‐‐ {words.original} ‐‐‐‐‐‐‐\n{head}",
        opening='<div class="protonmail_quote">',
        head_html=f"‐‐‐‐‐‐‐ {words.original} ‐‐‐‐‐‐‐<br>{markup.escape(head)}<br>",
        open_block='<blockquote class="protonmail_quote" type="cite">',
        closing="</div>",
        above="Sent with Proton Mail secure email.",
        above_html='<div class="protonmail_signature_block"><div>Sent with Proton Mail secure '
        "email.</div></div>",
    )


def zoho(words: Wording, author: Author) -> Quote:
    wrote = _wrote(words, author, "=EEE, dd MMM y", "=HH:mm:ss Z").rstrip(":： ")
    head = f"---- {wrote} ----"
    return Quote(
        head,
        prefixed=False,
        opening='<div class="zmail_extra_hr" style="border-top:1px solid rgb(204,204,204)"><br>'
        '</div><div class="zmail_extra"><br>',
        closing="</div>",
    )


def hey(words: Wording, author: Author) -> Quote:
    head = f"On {_english('MMMM d, y')}, {author} wrote:"
    return Quote(head, opening='<div class="hey-quote">', closing="</div>")


def superhuman(words: Wording, author: Author) -> Quote:
    day = _english("EEE, MMM dd, y 'at' h:mm a").replace("\u202f", " ")
    head = f"On {day}, {author.name} < {author.address} > wrote:"
    return Quote(
        head,
        opening='<br><div class="sh-quoted-content">',
        closing="</div>",
        above="Sent via Superhuman",
        above_html='<div class="sh-signature">Sent via Superhuman</div>',
    )


def spark(words: Wording, author: Author) -> Quote:
    head = _wrote(words, f"{author},", "medium", "=HH:mm Z")
    return Quote(
        head,
        opening='<div name="messageReplySection">',
        open_block='<blockquote type="cite">',
        closing="</div>",
        above="Sent from Spark",
        above_html='<div name="messageSignatureSection"><br>Sent from Spark</div>',
    )


def airmail(words: Wording, author: Author) -> Quote:
    head = _wrote(words, f"{author.name} ({author.address})", "long", "medium")
    return Quote(
        head,
        prefixed=False,
        head_html=f'<p class="airmail_on">{markup.escape(head)}</p>',
        open_block='<blockquote type="cite" class="clean_bq">',
    )


def blackberry(words: Wording, author: Author) -> Quote:
    rows = _rows(words, author.name, _moment(words))
    return Quote(
        rows,
        prefixed=False,
        opening='<table><tbody><tr><td><div style="border-style:solid none none;'
        'border-top-color:rgb(181,196,223);border-top-width:1pt;padding:3pt 0 0">',
        head_html=f"<div>{_bold(rows).replace('<br>', '</div><div>')}</div>",
        open_block="</div></td></tr></tbody></table><div>",
        close_block="</div>",
        above="Sent from my BlackBerry 10 smartphone.",
        above_html="<div>Sent from my BlackBerry 10 smartphone.</div>",
        blocks=False,
    )


def samsung(words: Wording, author: Author) -> Quote:
    rows = _rows(words, author, "04/05/2026 10:15 (GMT+01:00)")
    rule = f"-------- {words.original} --------"
    return Quote(
        f"{rule}\n{rows}",
        prefixed=False,
        head_html=f"<div>{rule}</div><div>{markup.escape(rows).replace(chr(10), '</div><div>')}"
        "</div>",
        open_block="<div>",
        close_block="</div>",
        above=words.telephone.replace("iPhone", "Galaxy"),
        above_html='<div id="composer_signature">'
        + markup.escape(words.telephone.replace("iPhone", "Galaxy"))
        + "</div>",
        blocks=False,
    )


def netease(words: Wording, author: Author) -> Quote:
    zh = words.locale.startswith("zh")
    stamp = "2026-05-04 10:15:33"
    head = (
        f'在 {stamp}，"{author.name}" <{author.address}> 写道：'
        if zh
        else f'At {stamp}, "{author.name}" <{author.address}> wrote:'
    )
    return Quote(
        head,
        head_html=f"<pre><br>{markup.escape(head)}</pre>",
        open_block='<blockquote id="isReplyContent" style="PADDING-LEFT:1ex">',
    )


def netease_master(words: Wording, author: Author) -> Quote:
    zh = words.locale.startswith("zh")
    names = ("发件人", "日期", "收件人", "主题") if zh else ("From", "Date", "To", "Subject")
    date = "2026年05月04日 10:15" if zh else "05/04/2026 10:15"
    values = (f"{author.name}<{author.address}>", date, TO, SUBJECT)
    rows = "\n".join(f"| {name} | {value} |" for name, value in zip(names, values, strict=True))
    rule = "---- 回复的原邮件 ----" if zh else "---- Replied Message ----"
    cells = "".join(
        f"<tr><td>{name}</td><td>{markup.escape(value)}</td></tr>"
        for name, value in zip(names, values, strict=True)
    )
    return Quote(
        f"{rule}\n{rows}",
        prefixed=False,
        head_html=f"<div>{rule}</div><table>{cells}</table>",
        open_block="<div>",
        close_block="</div>",
        blocks=False,
    )


def qq(words: Wording, author: Author) -> Quote:
    zh = words.locale.startswith("zh")
    names = ("发件人", "发送时间", "收件人", "主题") if zh else ("From", "Date", "To", "Subject")
    date = "2026年5月4日(星期一) 上午10:15" if zh else "Mon, May 4, 2026 10:15 AM"
    values = (f'"{author.name}" <{author.address}>;', date, TO + ";", SUBJECT)
    rows = "\n".join(f"{name}: {value}" for name, value in zip(names, values, strict=True))
    rule = f"------------------ {'原始邮件' if zh else 'Original'} ------------------"
    return Quote(
        f"{rule}\n{rows}",
        prefixed=False,
        head_html=f'<div style="font-size:12px">{rule}</div><div style="background:#efefef">'
        f"{_bold(rows)}</div>",
        open_block="<div>",
        close_block="</div>",
        blocks=False,
    )


def polymail(words: Wording, author: Author) -> Quote:
    day = _english("EEE, MMM d, y 'at' h:mm a").replace("\u202f", " ")
    head = f"On {day} {author.name}\n\n<\nmailto:{author}\n> wrote:"
    shown = f"On {day} {author} wrote:"
    return Quote(
        head,
        prefixed=False,
        opening='<div class="psl-quote">',
        head_html=f"<div>{markup.escape(shown)}</div>",
        closing="</div>",
    )


def mutt(words: Wording, author: Author) -> Quote:
    return Quote(f"On {_english('EEE, MMM dd, y')} at 10:15:33AM +0200, {author.name} wrote:")


def roundcube(words: Wording, author: Author) -> Quote:
    head = _wrote(words, author.name, "=y-MM-dd", "=HH:mm")
    return Quote(
        head,
        head_html=f'<p id="reply-intro">{markup.escape(head)}</p>',
        open_block='<blockquote type="cite" style="padding:0 0.4em;border-left:#1010ff 2px solid">',
    )


def zimbra(words: Wording, author: Author) -> Quote:
    rows = _rows(words, f'"{author.name}" <{author.address}>', _moment(words))
    return Quote(
        f"----- {words.original} -----\n{rows}",
        prefixed=False,
        opening='<hr id="zwchr">',
        head_html=f"<div>{_bold(rows)}</div>",
        open_block="<div>",
        close_block="</div>",
        blocks=False,
    )


def lotus(words: Wording, author: Author) -> Quote:
    rows = _rows(words, author, f"{_date(words.locale, 'short')} {_time(words.locale)}", ":    ")
    return Quote(
        rows,
        prefixed=False,
        opening="<br><br>",
        head_html="<br>".join(
            f"<font size=1>{markup.escape(row)}</font>" for row in rows.split("\n")
        )
        + "<br><hr noshade>",
        open_block="<br><div>",
        close_block="</div>",
        blocks=False,
    )


PROGRAMS: tuple[Program, ...] = (
    gmail,
    apple_mail,
    ios,
    outlook_desktop,
    outlook_new,
    outlook_web_without_ids,
    outlook_within_a_company,
    outlook_mobile,
    thunderbird,
    yahoo,
    yandex,
    mail_ru,
    proton,
    zoho,
    hey,
    superhuman,
    spark,
    airmail,
    blackberry,
    samsung,
    netease,
    netease_master,
    qq,
    polymail,
    mutt,
    roundcube,
    zimbra,
    lotus,
)
