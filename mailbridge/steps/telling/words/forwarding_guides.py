"""How to have an alias forwarded here, step by step, for the mail systems people have; filled in
with the real addresses.
"""

GUIDES: dict[str, dict[str, tuple[str, ...]]] = {
    "google": {
        "en": (
            (
                "As an administrator open admin.google.com > Apps > Google Workspace > Gmail > "
                "Routing (not “Default routing”)."
            ),
            (
                "Choose the organisational unit, usually the top one. {alias} must exist as a user, a "
                "group or an alias address."
            ),
            (
                "At “Email forwarding using recipient address map” press Configure and give the rule "
                "a name."
            ),
            (
                "Messages to affect: all incoming. To keep a copy in the mailbox tick “Also route to "
                "original destination”."
            ),
            "Add: address {alias}, map to {target}.",
            (
                "Under Options tick “Add X-Gm-Original-To header”. Save. Google asks for no "
                "confirmation here."
            ),
            (
                "No administrator at hand? In the mailbox {alias}: Settings > Forwarding and "
                "POP/IMAP > Add forwarding address > {target}."
                " Within 30 minutes of `mailbridge alias arm {alias}` Google's code and link are "
                "shown by `mailbridge alias show {alias}`;"
                " enter the code, choose “Forward a copy of incoming mail”, save."
            ),
            "Not by a Google Group: it may put its own address over the author's.",
        ),
        "ru": (
            (
                "Администратором откройте admin.google.com > Приложения > Google Workspace > "
                "Gmail > Маршрутизация"
                " (не «Маршрутизация по умолчанию»)."
            ),
            (
                "Выберите подразделение, обычно верхнее. {alias} должен существовать: пользователь, "
                "группа или псевдоним."
            ),
            (
                "В разделе «Переадресация по списку соответствия получателей» нажмите «Настроить» и "
                "назовите правило."
            ),
            (
                "Сообщения: все входящие. Чтобы копия оставалась в ящике, отметьте «Также направлять "
                "исходному получателю»."
            ),
            "Добавьте: адрес {alias}, соответствие {target}.",
            (
                "В параметрах отметьте «Добавлять заголовок X-Gm-Original-To» и сохраните. "
                "Подтверждения Google здесь не просит."
            ),
            (
                "Нет администратора? В ящике {alias}: Настройки > Пересылка и POP/IMAP > Добавить "
                "адрес пересылки > {target}."
                " В течение 30 минут после `mailbridge alias arm {alias}` код и ссылку Google "
                "покажет `mailbridge alias show {alias}`;"
                " введите код, выберите «Пересылать копию входящих сообщений», сохраните."
            ),
            "Только не через Google Группу: она может подставить свой адрес вместо адреса автора.",
        ),
    },
    "microsoft": {
        "en": (
            (
                "Unlock forwarding to the outside first: Defender portal > Email & collaboration "
                "> Policies & rules > Threat policies > "
                "Anti-spam > Create policy > Outbound, for {alias} only; “Automatic forwarding "
                "rules”: On."
            ),
            (
                "Exchange admin centre > Mailboxes > {alias} > Email forwarding: forward all mail to "
                "{target}, keep a copy."
            ),
            (
                "Or in PowerShell: Set-Mailbox {alias} -ForwardingSmtpAddress {target} "
                "-DeliverToMailboxAndForward $true"
            ),
            "Or by a mail flow rule: the recipient is {alias}, redirect the message to {target}.",
            (
                "An inbox rule works only as “Redirect to”. “Forward to” writes a new letter and the "
                "author is lost."
            ),
            "Microsoft sends no confirmation; send a test instead: mailbridge alias test {alias}",
        ),
        "ru": (
            (
                "Сначала разрешите пересылку наружу: портал Defender > Электронная почта и "
                "совместная работа > Политики и правила >"
                " Политики угроз > Защита от спама > Создать политику > Исходящая, только для "
                "{alias};"
                " «Правила автоматической пересылки»: «Вкл.»."
            ),
            (
                "Центр администрирования Exchange > Почтовые ящики > {alias} > Пересылка: вся почта "
                "на {target}, копию оставлять."
            ),
            (
                "Или в PowerShell: Set-Mailbox {alias} -ForwardingSmtpAddress {target} "
                "-DeliverToMailboxAndForward $true"
            ),
            "Или правилом потока почты: получатель {alias}, перенаправить на {target}.",
            (
                "Правило ящика годится только «Перенаправить». «Переслать» пишет новое письмо, и "
                "автор теряется."
            ),
            (
                "Подтверждения Microsoft не присылает; отправьте проверку: mailbridge alias test "
                "{alias}"
            ),
        ),
    },
    "yandex": {
        "en": (
            "In the mailbox {alias} open Settings > Rules for processing mail > Create rule.",
            (
                "Condition: all letters (or To contains {alias}). Action: forward to {target}, keep a "
                "copy. Save."
            ),
            (
                "Yandex asks {target} to confirm. Within 30 minutes of `mailbridge alias arm "
                "{alias}` its link is shown by"
                " `mailbridge alias show {alias}`; open it yourself."
            ),
            "See that the rule is switched on and its address confirmed: it works only with both.",
            (
                "If the organisation also owns the domain of {target}, its admin API can set the "
                "forwarding without a confirmation."
            ),
        ),
        "ru": (
            "В ящике {alias} откройте Настройки > Правила обработки писем > Создать правило.",
            (
                "Условие: все письма (или «Кому» содержит {alias}). Действие: переслать по адресу "
                "{target}, сохранить копию. Сохраните."
            ),
            (
                "Яндекс попросит подтвердить {target}. В течение 30 минут после `mailbridge alias "
                "arm {alias}` ссылку покажет"
                " `mailbridge alias show {alias}`; откройте её сами."
            ),
            "Проверьте, что правило включено и адрес подтверждён: без этого пересылки нет.",
            (
                "Если домен адреса {target} принадлежит той же организации, пересылку без "
                "подтверждения включает API администратора."
            ),
        ),
    },
    "postfix": {
        "en": (
            "Put this line into /etc/postfix/virtual: {alias} {target}",
            "Run: postmap /etc/postfix/virtual",
            "In /etc/postfix/main.cf: virtual_alias_maps = hash:/etc/postfix/virtual",
            "Run: postfix reload",
            (
                "The envelope stays the author's, so SPF of his domain will fail here and DKIM "
                "decides; postsrsd in front mends that."
            ),
            (
                "Change neither subject nor body on the way (no disclaimers, no [EXTERNAL]): they "
                "break the author's signature."
            ),
            (
                "If you run the domain's MX you may do without forwarding: give a subdomain of "
                "{alias_domain} the MX of this service."
            ),
        ),
        "ru": (
            "Добавьте в /etc/postfix/virtual строку: {alias} {target}",
            "Выполните: postmap /etc/postfix/virtual",
            "В /etc/postfix/main.cf: virtual_alias_maps = hash:/etc/postfix/virtual",
            "Выполните: postfix reload",
            (
                "В конверте остаётся автор, поэтому SPF его домена здесь не пройдёт и решает DKIM; "
                "помогает postsrsd."
            ),
            (
                "Не меняйте по дороге ни тему, ни текст (приписки, [EXTERNAL]): подпись автора "
                "сломается."
            ),
            (
                "Если MX домена ваш, можно без пересылки: дайте поддомену {alias_domain} MX этой "
                "службы."
            ),
        ),
    },
    "cpanel": {
        "en": (
            "cPanel > Email > Forwarders > Add Forwarder.",
            "Address to forward: {alias}. Forward to email address: {target}. Add Forwarder.",
            (
                "Ask the host to switch SRS on (WHM > Exim Configuration Manager > Enable SRS): "
                "without it SPF of the authors fails."
            ),
            "If the mailbox {alias} exists too, it keeps its copy.",
        ),
        "ru": (
            "cPanel > Электронная почта > Пересылка > Добавить.",
            "Адрес: {alias}. Пересылать на: {target}. Нажмите «Добавить».",
            (
                "Попросите хостинг включить SRS (WHM > Exim Configuration Manager > Enable SRS): без "
                "него SPF авторов не пройдёт."
            ),
            "Если ящик {alias} существует, копии в нём остаются.",
        ),
    },
    "other": {
        "en": (
            (
                "Have every letter for {alias} redirected to {target}: a forwarder or alias of the "
                "mail system, or a rule “redirect”."
            ),
            "Redirect, do not forward: From, To, subject and text have to stay as they are.",
            (
                "If the system wants to confirm {target}, run mailbridge alias arm {alias} first. "
                "Letters of Google and Yandex are then"
                " shown by mailbridge alias show {alias}; others wait under mailbridge mail list "
                "--disposition hold."
            ),
            (
                "No forwarding at all: when the MX of {alias_domain} points to this service, {alias} "
                "comes here directly."
            ),
        ),
        "ru": (
            (
                "Пусть каждое письмо для {alias} перенаправляется на {target}: псевдоним почтовой "
                "системы или правило «перенаправить»."
            ),
            (
                "Именно перенаправить, не переслать: автор, получатель, тема и текст должны остаться "
                "как есть."
            ),
            (
                "Если система просит подтвердить {target}, сначала выполните mailbridge alias arm "
                "{alias}. Письма Google и Яндекса покажет"
                " mailbridge alias show {alias}, прочие ждут в mailbridge mail list --disposition "
                "hold."
            ),
            (
                "Совсем без пересылки: если MX домена {alias_domain} указывает на эту службу, {alias} "
                "приходит сюда сам."
            ),
        ),
    },
}
PROVIDERS = tuple(GUIDES)
_TEST = {
    "en": (
        "Then send a test: mailbridge alias test {alias}. It tells within minutes whether the way "
        "is whole."
    ),
    "ru": (
        "Затем отправьте проверку: mailbridge alias test {alias}. Через несколько минут она "
        "скажет, цел ли путь."
    ),
}


def guide(how: str, alias: str, target: str, language: str = "en") -> tuple[str, ...]:
    """The steps for one of PROVIDERS. `target` is the project address. KeyError for what is none of
    them.
    """
    spoken = language if language in _TEST else "en"
    values = {"alias": alias, "target": target, "alias_domain": alias.rpartition("@")[2]}
    steps = GUIDES[how][spoken]
    tested = any("alias test" in step for step in steps)
    return tuple(step.format(**values) for step in (*steps, *(() if tested else (_TEST[spoken],))))
