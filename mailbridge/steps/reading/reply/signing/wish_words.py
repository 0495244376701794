"""Stems of what people wish above their name, in all the languages we know of; in lower case."""

from mailbridge.steps.text.word_tables import stems, word_set

# one of these in a short line above a name closes a letter, whatever stands beside it
WISHES = stems(
    "regards|wishes|greeting|sincerely|gruß|grüß|grüss|gruss|salutation|amicalement|cordial|saludo|abrazo|abraço"
    "|cumprimentos|saudaç|saluti|saluto|groet|hälsning|hilsen|hilsner|terveis|terveh|pozdrav|pozdrawi|pozdrow"
    "|poważan|szacunk|üdvöz|tisztelet|stimă|salutări|saygı|selam|уважен|поваг|пожелани|побажан|поздрав|почтени"
    "|приветом|εκτίμηση|χαιρετισμ|בברכה|בתודה|תודה רבה|تحيات|التحية|الاحترام|よろしくお願い|宜しくお願い|商祺|顺颂"
    "|順頌|敬具|수고하|감사합|안녕히|trân trọng|thân ái|cảm ơn|hormat|salam|ขอบคุณ|ด้วยความเคารพ|lugupidami"
    "|herzlich|empfehl|cdlt|terv|přán|prianí|affettuos|afectuos|hjärtl|hjertel|hartelijk|serdeczn|szívély|сердечн"
    "|щиро|искренн|с ув|bien à|wellwish|godspeed|mějte se|majte sa|trzymaj|dein |deine |euer |eure |beijinho|beijos|besos|besito|bisous|bises|baci|kusje|kram|klem|knus|puszi|buziak|całus|φιλικά|φιλιά|целую|обнимаю|цілую|обіймаю|all the best from|love from|cheers from|allt gott|alt godt|alles gute|alles liebe|tout de bon|warmest|warmly"
    "|pagarba|cieņu|spoštovan|poštovan|tervitus|tschüs|servus"
)
# a wish for a time: one of the first with one of the second
GOOD = word_set(
    "good nice great lovely wonderful pleasant happy enjoy bonne bon belle bel excellente excellent agréable schönen"
    " schöne schönes guten gute gutes angenehmen sonnigen fijne prettige goede mooie miłego dobrego udanego hezký"
    " pěkný krásny pekný príjemný szép kellemes jó buona buon felice boa bom ótima ótimo feliz buen buena lindo"
    " linda bonito ha hav hyvää mukavaa hyviä god trevlig fin bra fortsatt fortsat iyi güzel kolay хорошего хорошей"
    " хороших доброго приятного приятных удачного отличного всего всех гарного гарних приємного вдалого хубав"
    " fijn frohe frohes fröhliche schön merry joyeuses joyeux buone felices boas glade gledelig vesele veselé wesołych lep lijep ugodan prijatan lepo καλή καλό καλημέρα zi o"
)
TIME = word_set(
    "zeit ostern weihnachten jahr pfingsten urlaub easter christmas year holidays fêtes noël pâques feste navidades fiestas"
    " festas páskát karácsonyt vánoce svátky święta świąt jul påske påsk loma namiddag eftermiddag ettermiddag popołudnia odpoledne délutánt iltapäivää feierabend feierabends rest remainder day evening weekend week afternoon morning night holiday one journée soirée week-end semaine après-midi fin tag"
    " abend wochenende woche feiertag nachmittag dag avond week weekend middag dnia wieczoru weekendu tygodnia den"
    " večer víkend týden deň týždeň napot estét hétvégét hetet giornata serata pomeriggio settimana tarde noite semana dia día"
    " finde fin kväll helg vecka dags aften uge uke päivää päivänjatkoa viikonloppua iltaa viikkoa helg kveld günler"
    " akşamlar haftalar çalışmalar gelsin дня вечера выходных недели доброго хорошего наилучшего благ вечора тижня"
    " вихідних найкращого ден вечер седмица dan večer vikend dan μέρα ημέρα εβδομάδα bună frumoasă"
)
# farewells that a name below makes a closing
FAREWELLS = stems(
    "talk soon|speak soon|see you soon|see you then|talk to you soon|until then|until next time|bis bald|bis dann|bis dahin|bis nachher|bis morgen"
    "|bis später|à bientôt|à très bientôt|à plus|hasta pronto|hasta luego|a presto|até breve|até logo|até já"
    "|tot snel|tot gauw|tot dan|vi ses|vi hörs|vi høres|ha det|nähdään|do usłyszenia|do zobaczenia|na shledanou"
    "|do videnia|viszlát|pe curând|görüşmek üzere|до встречи|до связи|до свидания|до скорого|до зустрічі|чао"
)
# whom a wish is for, behind one of the words below
YOU = word_set(
    "vous toi tous toutes alle euch dich ihnen dir you all everyone everybody jullie u er dig jer dere вас"
    " вам всем всех тебя te usted ustedes todos todas ti voi tutti lei você vocês kaikille teille wszystkim"
)
ADDRESSED = word_set(
    "an to for à für til till aan voor para dla для передай передайте ask bitte please"
)
# what a wish for a time begins with, beside the first words themselves
BEGINNINGS = word_set(
    "have a an enjoy wishing einen eine ein un une um uma que passez ich je te vi ti ha hav ønsker önskar"
    " życzę přeji prajem szép o další très muy molto zeer velmi очень všem всем всім ti ett en et eine euch ihnen"
)
# what a sentence begins with, and no wish
SENTENCES = word_set(
    "this that it as my our he she we i you the these those there your das es wir er sie dies diese ce cela il"
    " elle nous este esta esto questo quello это этот мы он она они я вы ты наш ваш це ми він dit dat het to"
)
# how a sentence begins that only closes a letter
LONGEST_FORMAL = 140  # characters
FORMAL = stems(
    "je vous prie d'agréer|je vous prie d’agréer|je vous prie de croire|je vous prie de recevoir|veuillez agréer"
    "|veuillez recevoir|veuillez croire|nous vous prions d'agréer|nous vous prions d’agréer|recevez, madame|recevez mes"
    "|dans l'attente de votre retour|dans l’attente de votre retour|dans l'attente de vous lire|dans l’attente de vous lire"
    "|sin otro particular|reciba un|reciban un|in attesa di un|in attesa di vostr|l'occasione è gradita|voglia gradire"
    "|vogliate gradire|sem mais para o momento|sem outro assunto|z wyrazami|łączę wyrazy|в ожидании вашего ответа, с уваж"
)
