"""How absences are announced, in lower case: words before a date of return, and before a deputy."""

RETURNS = (
    (
    "back in the office on"
    ), (
        "back in the office"
    ), "back at work on", "back at my desk on", "be back on", "am back on", "back on",
    "be back", (
        "returning to the office on"
    ), "returning to work on", "returning on", "returning", "return to the office on",
    "return to work on", "return on", "return date:", "returns on", "back from", (
        "available again on"
    ), (
        "available again from"
    ), "вернусь",
    "вернется", "вернётся", "возвращаюсь", "возвращение", (
        "выйду на работу"
    ), "буду на работе", "буду в офисе", "буду на связи с",
    "снова на связи", "повернуся", "wieder im büro ab", "wieder im büro am", "wieder im büro", (
        "wieder erreichbar ab"
    ),
    (
    "wieder erreichbar"
    ), (
        "wieder für sie da"
    ), "zurück am", "zurück ab", "zurück", "ab dem", "wieder ab", "wieder am", "wieder ab dem",
    (
    "de retour au bureau le"
    ), "de retour le", (
        "de retour à partir du"
    ), "de retour", "mon retour le", "serai de retour", "reviens le",
    "à partir du", "regreso el", "regresaré el", "vuelvo el", "volveré el", (
        "estaré de vuelta el"
    ), "de vuelta el", "me reincorporo el",
    (
    "reincorporaré el"
    ), "rientrerò il", (
        "di ritorno il"
    ), "tornerò il", "retorno em", "retornarei em", "volto em", "terug op",
    "weer bereikbaar op", "weer aanwezig op", "wracam", "wrócę", "będę dostępny od",
)  # fmt: skip
UNTILS = (
    "until", "till", "through", "thru", "up to", "to", "до", "по", "включительно до", "bis zum", (
        "bis einschließlich"
    ), "bis", "jusqu'au",
    "au", "hasta el", "hasta", "al", "fino al", "fino a", "até", "a", (
        "tot en met"
    ), "t/m", "tot", "do dnia", "do",
)  # fmt: skip
DEPUTIES = (
    "please contact", "kindly contact", "contact", "reach out to", (
        "get in touch with"
    ), "write to", "email to", "e-mail to", "turn to",
    "deputy:", "deputy is", "covered by", "covering for me:", (
        "covering for me is"
    ), "stands in for me:", "direct your", "обращайтесь",
    "обращаться", "обратитесь", "замещает", "замещающий:", "заместитель:", "за меня",
    "вместо меня", "пишите", "писать", "свяжитесь с",
    "связаться с", "звертайтеся", (
        "wenden sie sich"
    ), "wende dich", "wenden", "vertretung:", "vertretung ist", "vertritt mich",
    "vertreten durch", "vertreten von", (
        "kontaktieren sie"
    ), "contacter", "contactez", "adresser à", "vous adresser", "adressez-vous",
    "remplacé par", "remplacée par", "contactar", "contacte", (
        "póngase en contacto con"
    ), "ponerse en contacto con", "diríjase a",
    "dirigirse a", "escriba a", "contattare", "rivolgersi a", "contatte", "contato com", (
        "contact opnemen met"
    ), "neem contact op met",
    "kontakt z", "skontaktować się z", "proszę o kontakt z",
)  # fmt: skip
FILLERS = frozenset({
    "my", "our", "the", "colleague", "colleagues", "deputy", "assistant", "with", "to", "or", "at",
    "is", "к", "ко", "на", "с", "со",
    "моему", "моей", "моим", "коллеге", "коллегой", "заместителю", "меня", "an", "bitte", "meine",
    "meinen", "meiner", "kollegin",
    "kollegen", "frau", "herrn", "herr", "à", "mon", "ma", "collègue", "m.", "mme", "a", "con",
    "mi", "compañero", "compañera", "el",
    "la", "al", "mr.", "ms.", "mrs.",
})  # fmt: skip
MONTHS = (
    ("jan", 1), ("янв", 1), ("ene", 1), ("gen", 1), ("jän", 1), ("feb", 2), ("фев", 2), ("fév", 2),
    ("fev", 2), ("mar", 3), ("мар", 3),
    ("mär", 3), ("maa", 3), ("apr", 4), ("апр", 4), ("avr", 4), ("abr", 4), ("may", 5), ("мая", 5),
    ("май", 5), ("mai", 5), ("mei", 5),
    ("mag", 5), ("jun", 6), ("июн", 6), ("juin", 6), ("giu", 6), ("jul", 7), ("июл", 7), ("juil",
    7), ("lug", 7), ("aug", 8), ("авг", 8),
    ("août", 8), ("aout", 8), ("ago", 8), ("sep", 9), ("сен", 9), ("set", 9), ("oct", 10), ("okt",
    10), ("окт", 10), ("out", 10),
    ("ott", 10), ("nov", 11), ("ноя", 11), ("dec", 12), ("dez", 12), ("déc", 12), ("дек", 12),
    ("dic", 12),
)  # fmt: skip
WEEKDAYS = (
    ("monday", "понедельник", "montag", "lundi", "lunes", "lunedì"), ("tuesday", "вторник",
    "dienstag", "mardi", "martes", "martedì"),
    ("wednesday", "сред", "mittwoch", "mercredi", "miércoles", "mercoledì"),
    ("thursday", "четверг", "donnerstag", "jeudi", "jueves", "giovedì"),
    ("friday", "пятниц", "freitag", "vendredi", "viernes", "venerdì"), ("saturday", "суббот",
    "samstag", "samedi", "sábado", "sabato"),
    ("sunday", "воскресень", "sonntag", "dimanche", "domingo", "domenica"),
)  # fmt: skip
