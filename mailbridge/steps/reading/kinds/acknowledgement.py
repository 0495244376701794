"""Automatic letters without any field that says so: acknowledgements of ticket systems, and
somebody's absence told by a program.

For an acknowledgement two of four must speak: the subject acknowledges, the letter's own words do,
they say that a program wrote them, or a desk names the number of a case. What a letter quotes does
not count, so this is asked once quotes are cut off.
"""

import re

from mailbridge.domain.message import Message
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.away_words import (
    ABSENT,
    AUTOMATIC,
    AWAY_HEADS,
    BEFORE_DATE,
    BESIDE_ABSENT,
    MESSAGES,
    MONTHS,
    NOTICES,
    OFFICE,
    REPLIES,
    RETURNS,
    SAYS_ITSELF,
    WEEKDAYS,
)
from mailbridge.steps.reading.kinds.machine_marks import folded
from mailbridge.steps.reading.kinds.machine_words import ABSENCE_WORDS
from mailbridge.steps.text.word_tables import stems, word_set

_NUMBER = re.compile(r"[(\[][^()\[\]]{1,40}[)\]]|[#№]?\b\d[\w-]{0,20}")
OPENING = 600  # characters in which an automatic letter says that it is one
SAID_WITHIN = 40  # characters behind "this is an automatic"
LONGEST_HEAD = 6  # words
ENOUGH = 2  # of what speaks for an acknowledgement
_CASE = re.compile(
    r"(?:ticket|case|request|incident|reference|заявк|обращени|тикет|anfrage|vorgang|demande"
    r"|dossier"
    r"|solicitud|caso|chamado|protocolo|richiesta|segnalazione|zgłoszeni|aanvraag|melding|ärende"
    r"|\bsag|\bsak|工单|工單|受付|문의|talep|požadav|bejelent|\brt)[^\n\d]{0,40}\d{3,}"
    r"|(?:assigned|присвоен|nummer)[^\n\d]{0,12}#?\d{3,}"
)
ROLES = word_set(
    "support help helpdesk service servicedesk info care contact kontakt ticket tickets otrs"
    " soporte suporte sav assistance assistenza kundendienst kundenservice customer customercare"
    " hotline office desk rt pomoc podpora kundservice"
)
_PIECES = re.compile(r"[^\W\d_]+")
_DOT_ABOVE = "\u0307"  # which a Turkish İ leaves behind
_QUESTIONS = frozenset("?？؟")
_PREFIXES = frozenset({"re", "aw", "sv", "antw", "odp", "vs", "rv", "fw", "fwd", "wg", "tr", "ha"})
DESKS = stems(
    "support|service|team|desk|help|info|sales|office|kunden|centre|center|zentrale|dienst|équipe|equipo"
    "|soporte|suporte|assistenza|obsługa|podpora|поддержк|служб|отдел|команда|підтримк|system|robot|bot"
)
READ = 3000  # characters of the letter's own words
# "we have received your request", "ticket created": in lower case, apostrophes straight
RECEIVED = stems(
    "received your request|received your message|received your email|received your e-mail|"
    "received your inquiry|received your enquiry|received your ticket|received your support|"
    "request has been received|request received|ticket received|ticket has been created|"
    "ticket has been opened|ticket created|ticket opened|case has been created|case created|"
    "case has been opened|has been assigned ticket|assigned to your request|your ticket id|"
    "message has been received|enquiry has been received|inquiry has been received|"
    "thank you for contacting|thanks for contacting|thank you for reaching out|"
    "confirm receipt of your|confirming receipt of your|acknowledge receipt of your|"
    "confirming the receipt of your|registered under number|"
    "ihre anfrage erhalten|ihre nachricht erhalten|ihre e-mail erhalten|ihre anfrage ist ein|"
    "anfrage ist bei uns ein|nachricht ist bei uns ein|anfrage wurde registriert|"
    "eingangsbestätigung|vielen dank für ihre anfrage|ticket wurde er|"
    "bien reçu votre|accusé de réception de votre|accusons réception de votre|"
    "votre demande a été enregistrée|votre demande a bien été|ticket a été créé|"
    "recibido su solicitud|recibido su mensaje|recibido tu mensaje|recibido tu solicitud|"
    "recibido su consulta|solicitud ha sido recibida|acuse de recibo de su|"
    "recebemos a sua|recebemos o seu|recebemos sua|recebemos seu|solicitação foi recebida|"
    "pedido foi registado|chamado foi aberto|"
    "ricevuto la tua richiesta|ricevuto la sua richiesta|ricevuto il tuo messaggio|"
    "richiesta è stata ricevuta|richiesta è stata presa in carico|ricevuta la vostra richiesta|"
    "uw aanvraag ontvangen|uw bericht ontvangen|uw verzoek ontvangen|je bericht ontvangen|"
    "aanvraag is ontvangen|ontvangstbevestiging|"
    "обращение получено|обращение зарегистрировано|обращение принято|заявка зарегистрирована|"
    "заявка принята|запрос зарегистрирован|запрос получен|письмо получено и|"
    "получили ваше обращение|"
    "получили ваше письмо|получили ваш запрос|обращению присвоен|заявке присвоен|запросу присвоен|"
    "вашему обращению|зарегистрировано под номером|"
    "звернення отримано|звернення зареєстровано|отримали ваше звернення|запит зареєстровано|"
    "otrzymaliśmy twoj|otrzymaliśmy państwa|potwierdzenie otrzymania|potwierdzamy otrzymanie|"
    "zgłoszenie zostało|zgłoszenie nr|"
    "obdrželi jsme váš|přijali jsme váš|váš požadavek byl|potvrzení o přijetí|"
    "prijali sme vašu|vaša požiadavka bola|"
    "tagit emot ditt|mottagit ditt|ditt ärende har|bekräftelse på mottag|"
    "modtaget din henvendelse|modtaget din|mottatt din henvendelse|mottatt din|"
    "vastaanotettu|olemme vastaanottaneet|"
    "megkaptuk|üzenetét fogadtuk|am primit|a fost înregistrat|"
    "talebiniz alın|talebiniz alındı|mesajınız alın|başvurunuz alın|numarasıyla kayd|"
    "λάβαμε το|το αίτημά σας|קיבלנו את פני|פנייתך התקבלה|تم استلام طلبك|استلمنا رسالتك|"
    "お問い合わせを受け付け|お問い合わせありがとうございます|お問い合わせいただき|受付番号|受付いたしました|"
    "已收到您的|收到您的请求|工单编号|工单已创建|您的工单|已收到你的|問題單號|"
    "접수되었습니다|문의가 접수|문의해 주셔서"
)
# "this is an automatic message", "do not reply to this"
BY_PROGRAM = stems(
    "this is an automated|this is an automatic|this is an auto-|this message was generated "
    "automatically|this email was generated automatically|automatically generated|"
    "auto-generated|automated message|automated response|automated reply|do not reply to this|"
    "please do not reply|please don't reply|do not respond to this|"
    "automatisch generiert|automatisch erstellt|automatische nachricht|automatische antwort|"
    "automatisierte|antworten sie nicht auf|bitte nicht antworten|bitte antworten sie nicht|"
    "message automatique|généré automatiquement|envoyé automatiquement|réponse automatique|"
    "ne pas y répondre|ne pas répondre|ne répondez pas|"
    "mensaje automático|respuesta automática|generado automáticamente|no responda|no respondas|"
    "mensagem automática|resposta automática|gerado automaticamente|gerada automaticamente|"
    "não responda|"
    "messaggio automatico|risposta automatica|generato automaticamente|generata automaticamente|"
    "non rispondere a quest|si prega di non rispondere|"
    "automatisch gegenereerd|automatisch bericht|automatisch verzonden|niet te beantwoorden|"
    "niet op dit bericht|"
    "автоматическое сообщение|автоматическое письмо|автоматический ответ|"
    "автоматическое уведомление|"
    "сформировано автоматически|создано автоматически|отправлено автоматически|"
    "сгенерировано автоматически|отвечать на него не нужно|не отвечайте на это|"
    "не нужно отвечать на это|"
    "автоматичне повідомлення|автоматичний лист|автоматична відповідь|не відповідайте на ц|"
    "wiadomość automatyczna|wygenerowana automatycznie|prosimy na nią nie odpowiadać|"
    "prosimy nie odpowiadać|automatyczna odpowiedź|"
    "automaticky generovan|automatická zpráva|neodpovídejte na|automatická správa|neodpovedajte|"
    "automatiskt meddelande|automatisk besked|automatisk melding|automatiskt genererat|"
    "automatisk genereret|automatisk generert|svar ikke på denne|svara inte på detta|"
    "automaattinen viesti|älä vastaa|automatikus üzenet|ne válaszoljon|mesaj automat|nu răspundeți|"
    "otomatik bir mesaj|otomatik olarak|lütfen yanıtlamayın|yanıtlamayınız|"
    "αυτοματοποιημένο|αυτόματο μήνυμα|הודעה אוטומטית|אין להשיב|رسالة تلقائية|الرجاء عدم الرد|"
    "自動送信|自動返信|自動配信|返信しないで|このメールに返信いただいて|自动回复|自动发送|系统自动|请勿回复|请勿直接回复|"
    "自動回覆|自動發送|請勿回覆|자동으로 발송|자동 발송|자동 응답|회신하지 마|"
    "to add additional comments, reply to this|##- please type your reply above this line"
)


def acknowledges(message: Message, reply: str, signature: str = "") -> str | None:
    """What makes it an automatic letter, in words; None for a person's."""
    own = _without_numbers(folded(reply[:READ]))
    subject = _without_numbers(folded(message.subject[:400]))
    by_subject = _has(subject, RECEIVED) or _has(subject, BY_PROGRAM)
    received = _has(own, RECEIVED)
    desk = _is_a_desks(message)
    numbered = desk and _gives_a_number(f"{message.subject[:400]} {reply[:READ]}".lower())
    if not (by_subject or received or numbered):  # of most letters that is all that is looked for
        return None
    says_so = _has(own, BY_PROGRAM)
    twice = desk and received and sum(map(own.__contains__, RECEIVED)) > 1
    if by_subject + received + says_so + numbered + twice < ENOUGH:
        return None
    if not says_so and _is_persons_question(message, f"{reply}\n{signature}"):
        return None
    return told("it acknowledges a letter, and says that a program does")


def tells_absence(message: Message, reply: str) -> str | None:
    """What makes it an out-of-office letter, in words; None for a person's.

    Its own words speak of absence and ask nothing. Beside them it says of itself that it is
    automatic; or its subject says nothing but "out of office" in front of ours, and it answers a
    letter.
    """
    own = folded(reply[:READ])
    if not _QUESTIONS.isdisjoint(own):
        return None
    answers = bool(message.in_reply_to or message.references)
    itself = _calls_itself_automatic(own[:OPENING])
    if itself and answers:
        return told("it says that it is automatic")
    absent = _has(own, ABSENCE_WORDS)
    if absent and itself:
        return told("it says that it is automatic, and that its author is away")
    if not answers or not (absent or _has(own, RETURNS)):
        return None
    head, _, rest = folded(message.subject[:400]).replace(_DOT_ABOVE, "").partition(":")
    bare = _bare_head(head)
    whole = not rest and any(stem in bare for stem in OFFICE) and " " in bare
    if (rest or whole) and _says_away(bare):
        return told("its subject says that its author is away, and so do its words")
    return None


def _bare_head(head: str) -> str:
    """Without the prefix of an answer at its end: "out of office re: plan" has the colon behind."""
    words = head.strip("[]() ").split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in _PREFIXES else words)


def _says_away(head: str) -> bool:
    """Whether the words in front of a subject say that somebody is away, and nothing else."""
    if head in AWAY_HEADS:
        return True
    known = ABSENT + OFFICE + NOTICES + AUTOMATIC + REPLIES
    bare = head.replace("'", " ").replace("’", " ").replace("-", " ")
    for stem in known:
        bare = bare.replace(stem, " ") if " " in stem.strip() else bare
    words = [word for word in bare.split() if not _is_of_date(word)]
    return (
        len(words) <= LONGEST_HEAD
        and any(stem in head for stem in ABSENT + OFFICE)
        and all(
            word in BESIDE_ABSENT or any(stem.strip() in word for stem in known) for word in words
        )
    )


def _is_of_date(word: str) -> bool:
    """One of "until 9 March"."""
    day = any(map(str.isdigit, word)) or word.startswith(tuple(stem for stem, _ in MONTHS))
    return day or word in BEFORE_DATE or word.startswith(sum(WEEKDAYS, ()))


def _calls_itself_automatic(opening: str) -> bool:
    """ "This is an automatic reply": of a reply or a message, and not of a door."""
    for stem in SAYS_ITSELF:
        at = opening.find(stem)
        if at >= 0:
            said = opening[at : at + len(stem) + SAID_WITHIN]
            return any(noun in said for noun in REPLIES + MESSAGES)
    return False


def _is_a_desks(message: Message) -> bool:
    """Whether a desk, a team or a role wrote it, by its name or its address."""
    author = message.author
    if author is None:
        return False
    local = author.address.partition("@")[0].lower()
    return not ROLES.isdisjoint(_PIECES.findall(local)) or any(
        stem in author.name.lower() for stem in DESKS
    )


def _gives_a_number(text: str) -> bool:
    """Whether a case is named with its number: "Ticket ID: 123456"."""
    return _CASE.search(text) is not None


def _is_persons_question(message: Message, reply: str) -> bool:
    """Whether somebody with a person's name asks something: a person who says that they have the
    letter. A desk or a team is none.
    """
    name = message.author.name if message.author else ""
    words = name.split()
    if not 2 <= len(words) <= 3 or not all(word[:1].isupper() for word in words):
        return False
    return not _QUESTIONS.isdisjoint(reply) and not any(stem in name.lower() for stem in DESKS)


def _without_numbers(text: str) -> str:
    """Case numbers stand amid the words: "Your request (4711) has been received"."""
    return " ".join(_NUMBER.sub(" ", text).split())


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, phrases))
