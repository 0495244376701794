"""Words that put an answer off ("I will answer tomorrow"), or only say that a letter has come."""

import re

from mailbridge.steps.text.phrases import Phrases

_EN_WILL = (
    r"(?:will|'?ll|shall|going to|gonna|have to|need to|must|let me|let us|let's|want to|would "
    r"like to|like to|try to)"
)
_EN_VERB = (
    r"(?:answer|reply|respond|get back|come back|be back|circle back|revert|let you know|let u "
    r"know|keep you|look|check|think|consider|discuss|ask(?! for)|find out|figure out|decide|"
    r"clarify|confirm|review|verify|consult|inform|update you|tell you|write (?:back|you|to you|"
    r"again)|be in touch|follow up|report back|"
    r"talk (?:to|with|about|it)|speak (?:to|with|about)|investigate|sleep on|deal with|"
    r"get to (?:it|this|that|you)|come to (?:it|this|that)|call you|ring you|"
    r"phone you|take care|attend to|see (?:what|if|whether|about|to)|work on|examine|study)"
)
_EN_NOW = (
    r"(?:checking|looking|thinking|asking|discussing|considering|reviewing|deciding|clarifying|"
    r"verifying|consulting|working on|waiting)"
)
_ENGLISH = (
    r"\bgive (?:me|us)(?: \w+){0,3} (?:time|moment|days?|weeks?|hours?|minutes?|second)\b",
    rf"(?<!\byou )\b{_EN_WILL}(?: \w+){{0,4}}? {_EN_VERB}\b",
    r"\b(?:can|could)(?: \w+){0,3} (?:answer|tell you|reply|decide)\b",
    rf"(?:\b(?:am|are|is|be|still|currently)|'m|'re|'s)(?: \w+){{0,2}} {_EN_NOW}\b",
    rf"^(?:still |just |currently )?{_EN_NOW}\b",
    (
        r"\b(?:you will|you'll|you shall)(?: \w+){0,2} (?:hear|have|get|receive)(?: \w+){0,4} "
        r"(?:from|answer|answers|reply|response|feedback|news)\b"
    ),
    (
        r"\b(?:answer|answers|reply|response|feedback|more|details)(?: \w+){0,4} (?:follows?|to "
        r"follow|will (?:follow|come|be)|comes?|coming|tomorrow|later|soon)\b"
    ),
    (
        r"\b(?:don't|do not|can't|cannot|can not|couldn't|didn't|haven't|have not|unable to|not "
        r"able to)(?: \w+){0,3} (?:know|say|tell|answer|decide|decided|find out|reply|check|"
        r"checked|made up|had time|had a chance)\b"
    ),
    (
        r"\b(?:not (?:yet )?(?:sure|decided|certain|clear)|no idea|undecided|not yet|nothing yet"
        r"|no answer yet|to be (?:confirmed|decided)|tbc|tbd)\b"
    ),
    (
        r"^(?:(?:a bit|a little|some time|maybe|perhaps|sometime) )?(?:later|soon|asap|in a "
        r"(?:bit|moment|while)|one moment|just a (?:moment|second)|bear with me)\b[^\w]*$"
    ),
    (
        r"\b(?:give|need|take|want)(?: \w+){0,3} (?:time|moment|days?|week|weeks|hour|hours|"
        r"minute|minutes) to\b"
    ),
    (
        r"^(?:will|shall) (?:do|look|check|answer|reply|get back|see|let you know|revert|be back"
        r"|come back)\b"
    ),
    r"\b(?:looking|look) into (?:it|this|that|the)\b",
    r"^(?:i|we)'?(?:m| am|re| are)? on it\b",
    r"^(?:as soon as|when|once) (?:i|we) (?:can|know|have|am|are|hear)\b",
)
_RUSSIAN = (
    r"\b(?:дайте|дай)(?: \w+){0,3} (?:время|времени|день|дня|дней|минут[уы]?|часов|неделю)\b",
    r"\bжд(?:у|ём|ем)(?: \w+){0,2} (?:ответа|решения|отклика|реакции)\b",
    r"\b(?:пока|ещё|еще) (?:думаем|думаю|жд(?:у|ём|ем)|смотрим|смотрю)\b",
    r"\bне (?:могу|можем|смогу|сможем)(?: \w+){0,2} (?:ответить|сказать|решить)\b",
    r"\bнапиш(?:у|ем) (?:вечером|завтра|позже|утром|потом|скоро|на неделе|в)\b",
    r"\b(?:взял[аи]?|берём|берем|возьм[её]м) в работу\b",
    r"\b(?:дам|дадим) (?:обратную связь|отклик)\b",
    (
        r"\b(?:отвечу|ответим|отвечаем|напишу вам|напишем вам|отпишусь|отпишемся|вернусь|"
        r"вернёмся|вернемся|сообщу|сообщим|уточню|уточним|уточняю|уточняем|проверю|проверим|"
        r"проверяю|проверяем|посмотрю|посмотрим|гляну|глянем|смотрим|смотрю|подумаю|подумаем|"
        r"обдумаю|обдумаем|обсужу|обсудим|обсуждаем|спрошу|спросим|узнаю|узнаем|узнаём|выясню|"
        r"выясним|выясняем|решу|решим|решаем|разберусь|разберёмся|разберемся|разбираемся|"
        r"посоветуюсь|посоветуемся|свяжусь|свяжемся|изучу|изучим|изучаем|рассмотрю|рассмотрим|"
        r"рассматриваем|подтвержу|подтвердим|перезвоню|перезвоним|позвоню|позвоним|доложу|"
        r"проконсультируюсь|согласую|согласуем|согласовываем|займусь|займёмся|займемся|прикину|"
        r"прикинем|відповім|відповімо|подивлюся|подивлюсь|подивимося|уточнюю|перевірю|перевіримо"
        r"|повідомлю|повідомимо)\b"
    ),
    r"\b(?:да(?:м|дим)|дамо) (?:вам )?(?:знать|ответ|знати|відповідь)\b",
    (
        r"\b(?:надо|нужно|хочу|хотим|хотели бы|должен|должна|должны|придётся|придется|постараюсь"
        r"|постараемся|смогу|сможем|буду|будем|можем|могу)(?: \w+){0,3} (?:подумать|обсудить|"
        r"уточнить|посмотреть|посоветоваться|проверить|спросить|узнать|решить|ответить|отвечать|"
        r"разобраться|выяснить|согласовать|сообщить|рассмотреть|изучить)\b"
    ),
    (
        r"\b(?:ответ|ответы|подробности|детали)(?: \w+){0,3} (?:будет|будут|позже|завтра|пришлю|"
        r"пришлём|пришлем|дам|дадим|напишу|скоро|потом)\b"
    ),
    r"\b(?:будет|будут|дам|дадим|пришлю|пришлём|пришлем)(?: \w+){0,2} (?:ответ|ответы)\b",
    (
        r"\b(?:пока|ещё|еще)(?: \w+){0,2} не(?: \w+){0,2} (?:знаю|знаем|решил|решила|решили|"
        r"готов|готова|готовы|ясно|понятно|определились|известно|могу|можем)\b"
    ),
    r"\bне (?:знаю|знаем|уверен|уверена|уверены|могу сказать|можем сказать)\b",
    (
        r"^(?:чуть |немного |попозже|может быть )?(?:позже|потом|позднее|попозже|скоро|пізніше)"
        r"\W*$"
    ),
    r"\b(?:в работе|на рассмотрении|держите связь|минутку|одну минуту|секунду)\b",
    (
        r"^(?:как только|когда)(?: \w+){0,3} (?:узнаю|узнаем|смогу|сможем|вернусь|вернёмся|решим"
        r"|решу|будет)\b"
    ),
)
_DE_VERB = (
    r"(?:antworten|beantworten|melden|zurückmelden|rückmelden|prüfen|überprüfen|klären|abklären|"
    r"überlegen|nachdenken|besprechen|anschauen|ansehen|durchsehen|nachfragen|fragen|nachsehen|"
    r"nachschauen|schauen|informieren|entscheiden|zurückkommen|bescheid geben|bescheid sagen|"
    r"kümmern|beraten|rücksprache halten)"
)
_GERMAN = (
    (
        r"\b(?:kläre|klären|prüfe|prüfen|frage|fragen|bespreche|besprechen|überlege|überlegen)"
        r" (?:ich|wir)\b"
    ),
    (
        rf"\b(?:werde|werden|wird|muss|müssen|will|wollen|möchte|möchten|kann|können|darf|soll)\b"
        rf"(?: \w+){{0,8}} (?:zu )?{_DE_VERB}\b"
    ),
    r"\b(?:melde|melden|meldet)(?: \w+){0,2} (?:mich|uns)\b",
    (
        r"\b(?:ich|wir)(?: \w+)? (?:antworte|antworten|beantworte|beantworten|kläre|klären|prüfe"
        r"|prüfen|frage|fragen|überlege|überlegen|schaue|schauen|sehe|sehen|bespreche|besprechen"
        r"|gebe|geben|komme|kommen)(?: \w+){0,6} (?:nach|an|darauf|bescheid|ab|zurück|das|es|"
        r"ihnen|dir|morgen|später|noch|intern|gerade|uns|mir)\b"
    ),
    r"\b(?:antworte|antworten)(?: ich| wir)(?: \w+){0,5}\b",
    r"\bantwort(?:en)?(?: \w+){0,3} (?:folgt|folgen|kommt|kommen)\b",
    r"\b(?:weiß|wissen|wisst)(?: \w+){0,4} (?:noch )?nicht\b",
    r"\bnoch (?:nicht (?:sicher|entschieden|klar)|unklar|offen|keine (?:antwort|ahnung))\b",
    r"^(?:etwas |bisschen )?(?:später|bald|moment|gleich)\W*$",
    r"\b(?:sobald|wenn) (?:ich|wir)(?: \w+){0,4} (?:weiß|wissen|kann|können)\b",
)
_FRENCH = (
    (
        r"\b(?:répondrai|répondrons|réponds|répondons|reviens vers|reviendrai|reviendrons|"
        r"revenons vers|tiens au courant|tiendrai|tiendrons|regarderai|regarderons|vérifierai|"
        r"vérifierons|vérifie|vérifions|dirai|dirons|ferai un retour|ferons un retour|"
        r"réfléchirai|réfléchis|réfléchissons|demanderai|recontacte|recontacterai|"
        r"recontacterons)\b"
    ),
    (
        r"\b(?:vais|allons|dois|devons|veux|voudrais|voulons)(?: \w+){0,3} (?:regarder|vérifier|"
        r"voir|répondre|réfléchir|demander|étudier|examiner|consulter|discuter|revenir)\b"
    ),
    r"\b(?:je|nous|on) regard(?:e|ons)\b",
    r"\bréponse(?: \w+){0,2} (?:demain|suit|suivra|plus tard|bientôt)\b",
    r"\b(?:ne (?:sais|savons) pas|pas encore|plus tard|un instant|dès que (?:je|nous))\b",
)
_SPANISH = (
    (
        r"\b(?:contesto|contestaré|contestaremos|contestamos|responderé|responderemos|respondo|"
        r"respondemos|aviso|avisaré|avisamos|avisaremos|consulto|consultaré|consultaremos|reviso"
        r"|revisaré|revisaremos|revisamos|miraré|miraremos|pensaré|pensaremos|confirmaré|"
        r"confirmaremos|comento luego|informaré|informaremos)\b"
    ),
    (
        r"\b(?:voy|vamos|tengo|tenemos|debo|debemos|quiero|queremos) (?:a |que )?(?:ver|mirar|"
        r"revisar|contestar|responder|preguntar|pensar|consultar|comprobar|hablar|decidir)\w*\b"
    ),
    r"\b(?:lo|la|los|las) (?:miro|miramos|vemos|veo|pienso|pensamos)\b",
    r"\brespuesta(?: \w+){0,2} (?:mañana|luego|pronto|después)\b",
    (
        r"\b(?:no (?:lo )?(?:sé|sabemos)|todavía no|aún no|más tarde|un momento|en cuanto "
        r"(?:pueda|podamos|sepa|sepamos))\b"
    ),
)
_IN_LATIN = Phrases((*_ENGLISH, *_GERMAN, *_FRENCH, *_SPANISH))
_IN_CYRILLIC = Phrases(_RUSSIAN)
_CYRILLIC = re.compile("[а-яё]")
_RECEIPT = re.compile(
    r"\W*(?:(?:ok|okay|ок|окей|so|good|хорошо|gut|bien|vale)\W+)?(?:(?:we |i |i've |we've |мы |я"
    r" |wir |ich )?(?:(?:have |haben |habe )?(?:received|got|noted|seen|erhalten|bekommen|"
    r"gesehen|notiert)|получил[аи]?|приняли|принял[аи]?|принято|увидел[аи]?|вижу|видим|"
    r"понял[аи]?|понятно|учтём|учтем|учту|отримал[аи]|прийнято|зрозуміло)|understood|noted|"
    r"received|acknowledged|roger|copy that|will do|on it|verstanden|angekommen|ist angekommen|"
    r"zur kenntnis genommen|bien reçu|reçu|bien noté|noté|compris|recibido|anotado|"
    r"entendido)(?:[ ,]+(?:it|this|that|your|the|ihr|ihre|den|die|das|ваше|ваш|всё|все|su|votre|"
    r"message|messages|mail|e-mail|email|letter|note|thanks|thank|you|спасибо|danke|письмо|"
    r"сообщение|nachricht|courriel|correo|mensaje|merci|gracias|well|with|mit|dank|very|much|"
    r"большое|vielen|again|for))*\W*",
    re.IGNORECASE,
)
_LONGEST = 600  # characters of a sentence that is looked at


def puts_off(sentence: str) -> bool:
    """Whether a sentence says that the answer comes later, or that nobody knows it yet."""
    plain = _plain(sentence).lower()
    known = _IN_CYRILLIC if _CYRILLIC.search(plain) else _IN_LATIN
    return known.stand_in(plain)


def is_receipt(sentence: str) -> bool:
    """Whether a sentence only says that a letter has come: "got it", «получили», "erhalten"."""
    return len(sentence) <= _LONGEST and _RECEIPT.fullmatch(_plain(sentence)) is not None


def _plain(sentence: str) -> str:
    return " ".join(sentence[:_LONGEST].replace("’", "'").split())
