"""The words by which a question or a request is known, and those that only look like one."""


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(f" {phrase.strip()} " for phrase in text.split("|"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GREETINGS = _words(
    "hi hello hey dear good morning afternoon evening greetings привет здравствуйте здравствуй "
    "добрый доброе доброго день утро вечер "
    "приветствую коллеги вітаю hallo guten bonjour salut hola buenos ciao buongiorno salve dag "
    "beste cześć dzień olá добрий thanks "
    "thank ok okay yes no sure great спасибо да нет ок хорошо отлично"
)
CONNECTIVES = _words(
    "and also so then but now well again finally next first second or anyway otherwise just и а "
    "но также ещё еще тогда кстати потом "
    "значит ну или сначала заодно плюс also noch und aber et mais ma maar oraz та також"
)

SMALL_TALK = _phrases(
    "how are you|how r u|how are u|how you doing|how is it going|how s it going|how are "
    "things|how have you been|how do you do|"
    "what s up|hope you are well|"
    "hope you re well|how is everything|how s everything|how is life|how was your weekend|how are "
    "we|как дела|как вы|как поживаете|"
    "как ты|как поживаешь|как настроение|как жизнь|как здоровье|как сам|как сама|как выходные|як "
    "справи|як ви|wie geht es ihnen|"
    "wie geht s|wie geht es dir|ça va|comment allez vous|comment vas tu|comment ça va|cómo "
    "estás|cómo está|qué tal|come stai|come sta|"
    "come va|hoe gaat het|jak się masz|tudo bem|como vai|como está"
)
SMALL_TALK_TAIL = _words(
    "doing today all everyone there these days feeling lately going this week morning getting on "
    "guys у вас тебя сегодня там ваши твои "
    "поживаете вообще в целом прошли mit ihnen dir heute met je u o a senhor você"
)
NOT_ASKED = _phrases(
    "any questions|questions|right|ok|okay|really|you know|see|deal|why not|so what|who knows|who "
    "cares|you see|hello|hi|no|yes|"
    "есть вопросы|вопросы|остались вопросы|да|нет|правда|так|правильно|ага|ок|ладно|кто "
    "знает|почему бы и нет|почему нет|ну что|"
    "вы же понимаете|ты же понимаешь|понимаете|знаете|представляете|алло|и что|fragen|noch fragen|des "
    "questions|preguntas|domande|pytania|seriously|for real|серьёзно|серьезно|неужели|wirklich|echt|"
    "im ernst|ernsthaft|ach was|vraiment|ah bon|davvero|sul serio|de verdad|en serio|sério|naprawdę"
)

QUESTION_WORDS = _words("what when where which who whom whose why how")
AUXILIARIES = _words(
    "is are was were do does did can could will would should shall may might have has must am"
)
SUBJECTS = _words(
    "you we i they it he she there the this that these those my our your their his her its anyone "
    "someone anybody everything all a an "
    "much many long soon far often big old large"
)
OPENERS = _phrases(
    "it would be great if|it would be good if|it would be nice if|it would be helpful if|i d "
    "like|we d like|i would like|we would like|"
    "i need the|i need your|i need a|we need the|we need a|we still need|i still need|could "
    "you|can you|would you|will you|"
    "could we|can we|could i|can i|may we|may i|shall we|should we|should i|do you|did you|"
    "have you|are you able|is it possible|would it be possible|is there|are there|would it|could "
    "someone|can someone|could anyone|"
    "let me know|let us know|tell me|tell us|send me|send us|remind me|kindly|please|pls|plz|i "
    "need you to|we need you to|"
    "i d like you to|we d like you to|i would like you to|we would like you to|i would "
    "appreciate|we would appreciate|i d appreciate|"
    "we d appreciate|i would be grateful|we would be grateful|i d be grateful|i wonder if|i "
    "wonder whether|i was wondering|"
    "we were wondering|i d like to know|i would like to know|we would like to know|we d like to "
    "know|i d like to ask|i want to know|"
    "make sure|be sure to|we need your|i need your|need your|waiting for your|we are waiting for "
    "your|i am waiting for your|"
    "not sure if|not sure whether|i am not sure whether|было бы хорошо|было бы здорово|было бы "
    "неплохо|хорошо бы|хотели бы|"
    "хотел бы|хотела бы|хотим чтобы|хочу чтобы|не могли бы|могли бы вы|можете ли|можете|сможете "
    "ли|сможете|можешь|сможешь|"
    "можно ли|можно|нельзя ли|нельзя|могу ли|могу я|можем ли|можем мы|хотелось бы|хотел бы "
    "узнать|хотела бы узнать|хотели бы узнать|"
    "хотел узнать|хотела узнать|хотел спросить|хотела спросить|хотел уточнить|хотела "
    "уточнить|хочу узнать|хочу уточнить|хотим узнать|"
    "хотим уточнить|интересует|интересно узнать|просьба|большая просьба|убедительная "
    "просьба|прошу|просим|очень прошу|жду от вас|"
    "ждём от вас|ждем от вас|нужно чтобы вы|нам нужно чтобы|мне нужно чтобы|нужно ваше|нужен "
    "ваш|нужна ваша|нужны ваши|нам нужны ваши|"
    "нам нужен ваш|нам нужна ваша|нам нужно ваше|нужно от вас|дайте знать|дай знать|было бы "
    "здорово если|буду благодарен|"
    "буду благодарна|буду признателен|буду признательна|будем благодарны|будем признательны|чи "
    "можете|чи могли б|чи можна|прошу вас|"
    "просимо|könnten sie|könnt ihr|kannst du|können sie|würden sie|bitte|pourriez vous|pouvez "
    "vous|peux tu|pourrais tu|veuillez|"
    "merci de|podría|podrían|podrías|puede|puedes|pueden|potrebbe|potreste|può|potete|puoi|kunt "
    "u|kun je|kunnen jullie|zou u|zou je|"
    "ich würde gern|ich würde gerne|wir würden gern|wir würden gerne|mich würde interessieren|"
    "uns würde interessieren|ich wüsste gern|ich wüsste gerne|wir wüssten gern|wir wüssten gerne|"
    "ich hätte gern|ich hätte gerne|wir hätten gern|wir hätten gerne|ich möchte sie bitten|"
    "wir möchten sie bitten|ich bitte um|wir bitten um|ich bitte sie|wir bitten sie|"
    "vergessen sie nicht|vergiss nicht|denken sie bitte|denken sie daran|"
    "do let me know|do let us know|do tell me|do tell us|"
    "don t forget to|do not forget to|remember to|be so kind|would you mind|mind sending|"
    "looking forward to your answer|looking forward to your reply|looking forward to your response|"
    "looking forward to your offer|looking forward to your quote|looking forward to your feedback|"
    "graag|czy może|czy mogą|czy możesz|czy mógłby|czy "
    "mogłaby|proszę|prosimy|poderia|poderiam|pode|podem|você pode"
)
INVERTED = _words("is are do does did can could will would")
PRONOUNS = _words(
    "you we i they it he she that this there the anyone someone everybody your our my these those"
)
QUESTION_WORDS_RU = _words(
    "когда где куда сколько почему зачем кто какой какая какое какие каким какую чей коли де "
    "скільки чому хто який яка яке"
)
NECESSITIES = _words("нужно надо необходимо требуется хотим хочу хотелось потрібно треба")
MUSINGS = _words(
    "подумать обсудить быть разобраться посоветоваться понимать сказать признать отметить ждать"
)
DETERMINERS = _words(
    "the a an me us your our my this that it these those him her them all both when whether if how"
)
IMPERATIVES = _words(
    "send confirm tell give show share provide check fix add remove delete change update replace "
    "move rename upload prepare correct "
    "review approve advise explain answer call make put use keep set choose pick specify attach "
    "forward resend deliver publish sign "
    "pay"
)
PLEASE = _words("please pls plz kindly")
NO_DEED = _words(
    "do so again then thanks thank you и да снова ещё и спасибо danke nochmals doch ja"
)
YES_OR_NO = _words("yes yep yeah no nope ok okay sure да нет ага хорошо ок")
POLITE_WORDS = _words(
    "пожалуйста ласка plaît svp favor favore cortesia alstublieft alsjeblieft bitte prosimy proszę"
)
IMPERATIVES_RU = _words(
    "пришлите пришли подскажите подскажи скажите скажи сообщите сообщи уточните уточни напишите "
    "напиши ответьте ответь подтвердите "
    "подтверди согласуйте согласуй проверьте проверь посмотрите посмотри отправьте отправь "
    "вышлите вышли перешлите перешли сделайте "
    "сделай добавьте добавь уберите убери удалите удали исправьте исправь поправьте поправь "
    "замените замени измените измени поменяйте "
    "поменяй подготовьте подготовь дайте дай поясните поясни объясните объясни расскажите "
    "расскажи выберите выбери укажите укажи "
    "оцените прокомментируйте свяжитесь позвоните перезвоните передайте передай обновите обнови "
    "загрузите загрузи выложите выложи "
    "опубликуйте опубликуй верните верни настройте настрой подпишите оплатите выставьте "
    "посчитайте рассчитайте предложите назовите "
    "определитесь решите помогите помоги ускорьте поставьте поставь включите включи отключите "
    "отключи закажите скиньте скинь киньте "
    "кинь гляньте глянь направьте предоставьте предоставь приложите доделайте доделай переделайте "
    "переделай перенесите перенеси "
    "внесите внеси составьте уменьшите увеличьте сократите дополните напомните напомни разместите "
    "установите запустите оформите "
    "забронируйте примите покажите покажи откройте забудьте забудь надішліть підкажіть скажіть "
    "повідомте уточніть напишіть "
    "підтвердіть перевірте "
    "додайте виправте зробіть замініть поясніть дайте"
)
COURTESIES = _phrases(
    "please find|please see attached|please see the attached|please see below|please see "
    "my|please note|please feel free|"
    "please do not hesitate|please don t hesitate|please excuse|please accept|please be "
    "aware|please be advised|please ignore|"
    "please disregard|please consider the environment|please print only|please do not reply|"
    "do not reply to this|please don t "
    "reply|please do not print|please visit|"
    "please refer|please rest assured|please keep in mind|please forgive|please bear with|please "
    "be informed|kindly find|kindly note|"
    "feel free to|do not hesitate|don t hesitate|any questions|any further questions|any "
    "concerns|any other questions|any problems|"
    "have questions|anything else|need anything|need any help|need any further|need more "
    "information|any issues|further information|"
    "yes please|no problem|we will let you know|i will let you know|make sure you are well|будут "
    "вопросы|возникнут вопросы|"
    "появятся вопросы|остались вопросы|остались ещё вопросы|есть вопросы|любым вопросам|всем "
    "вопросам|не стесняйтесь|обращайтесь|"
    "прошу прощения|прошу извинить|прошу извинения|прошу меня извинить|прошу простить|просим "
    "прощения|просим извинения|просим извинить|"
    "прошу заметить|обратите внимание|обращаю внимание|да пожалуйста|пожалуйста рад|пожалуйста "
    "рада|виникнуть питання|будуть питання|"
    "прошу вибачення|veuillez trouver|veuillez agréer|veuillez recevoir|bitte beachten|bitte "
    "finden|bitte entschuldigen|bitte sehr|"
    "bitte schön|merci de votre|proszę bardzo"
)
