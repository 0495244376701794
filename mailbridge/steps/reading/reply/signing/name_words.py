"""First names that people sign with, and what stands around names, in the languages we know of; in
lower case. Left out is a name that also is a month, a colour, a town or a usual word.
"""

from mailbridge.steps.text.spelling import bare
from mailbridge.steps.text.word_tables import stems, word_set

PARTICLES = word_set("van von de der den da la di del dos bin ibn al el le du ten ter zu af av")
_WESTERN = word_set(
    "aaron abby abigail abdul abdullah abraham achim ada adam adrian adriana adriano agata agnes agnieszka agustin ahmad"
    " ahmed aidan aileen aino aisha akira aki alain alan alba albert alberto albrecht alejandra alejandro aleksander"
    " aleksandra aleksei aleksey alena ales alessandra alessandro alessia alessio alex alexander alexandra alexandre"
    " alexandru alexei alexis alfred alfredo ali alice alicia alina alison alistair alma alvaro alvin amanda amelia ami"
    " amir amit amy ana anas anastasia anders andre andrea andreas andrei andres andrew andrey andrius andrzej andy aneta"
    " angela angelika angelo ania anil anita anja anke ann anna annabel anne annelies anneke annette annie annika anselm"
    " anthony antoine anton antonella antonia antonin antonio anu arash ariel arjun armin arnaud arne arno arthur"
    " arturo arun asha ashley ashok astrid attila aude audrey aurelie aurelien avi axel ayse ayumi barbara barbora barry bart"
    " bartosz bastian bea beata beate beatrice beatriz becky bella ben benedikt benjamin benoit bente bernadette bernard"
    " bernd bernhard bert bertrand beth bettina betty bianca bill billy birgit bjarne bjorn bo bob bobby bogdan boris bozena"
    " brad brandon breanna brenda brendan brent brett brian brigitte britta bruce bruno bryan burak byron caitlin callum"
    " camilla camille carina carl carla carlo carlos carmen carol carole carolin carolina caroline carolyn carrie carsten"
    " caterina catherine cathy cecile cecilia celia celine cem chad chantal charles charlie charlotte chen cheryl"
    " chiara chloe chris christa christel christian christiane christina christine christof christoph christophe"
    " christopher christy cindy claire clara claude claudia claudio claus clemens clement clive colin colleen connie connor"
    " conny conrad constance corinna corinne cornelia cornelius craig cristian cristina curt curtis cynthia dag dagmar dai"
    " daiga dainius damian damien dan dana dani daniel daniela daniele danielle danny danuta daphne daria dario dariusz darren"
    " dave david davide dawid dawn debbie deborah debra deepak deirdre denis denise dennis derek detlef dhruv diana diane"
    " dick didier diego dieter dimitri dimitris dirk dmitri dmitry dominic dominik dominika dominique don donald donna dora"
    " doris dorota dorothea dorothy doug douglas duncan dustin dusan dylan eamon earl ed eddie edgar edith eduard eduardo"
    " edward edwin eero eileen einar eirik ekaterina elaine eleanor elena eleni eli elias elif elin elina elisa elisabeth"
    " elise eliska eliza elizabeth ella elke ellen elliot ellis elodie elsa elvira emanuel emil emilia emilie emilio emily"
    " emma emmanuel emre ender enrico enrique eric erica erich erik erika erin ernest ernesto ernst esa esteban ester esther"
    " etienne eugene eugenia eva evan eve evelyn evgeny ewa fabian fabien fabio fabrice fabrizio farah fatima fatma federica"
    " federico felicia felix ferdinand ferenc fernanda fernando filip filippo finn fiona flavio florian francesca francesco"
    " francis francisco franck francois francoise frank franz franziska fred freddy frederic frederik fredrik friederike"
    " fritz gabor gabriel gabriela gabriele gabriella gael gail garth gareth gary gavin gemma geoff geoffrey george gerald"
    " gerard gerd gerda gerhard gero gerrit giacomo gianluca gianni gilles gillian gina giorgio giovanna giovanni giulia"
    " giuliano giulio giuseppe glen glenn gloria goran gordana gordon grace graham grazyna greg gregor gregory greta gudrun"
    " guido guilherme guillaume gunnar gunter gunther gustav gustavo guy gwen halina hanna hannah hannes hannu"
    " hans harald harri harriet harry harold harsh hartmut harvey hasan hassan heather hector heidi heike heiko heiner heinrich"
    " heinz helen helena helene helga helge helmut hendrik henk henning henri henrik henrike henry herbert heribert hermann"
    " herve hilary hilda hilde hiroshi holger horst howard hubert hugh hugo hussein ian ibrahim ida ignacio igor iida ike"
    " ildiko ilja ilka ilona ilse imran inga inge ingo ingrid ioana ion ioannis ira irena irene irina irmgard isaac isabel"
    " isabela isabella isabelle ismail istvan ivan ivana ivo iwona izabela jack jackie jacob jacqueline jacques jaime jake jakob"
    " jakub james jamie jan jana jane janet janez janice janine janis janne janos jaroslav jasmin jason javier jay jean jeanette"
    " jeanne jeff jeffrey jelena jen jenna jennifer jenny jens jeremy jerome jerry jerzy jesper jesse jessica jessie jesus jill jim"
    " jimmy jin jiri jitka joachim joan joana joanna joanne joao joaquin jochen jodie joe joel joelle joerg johan johann"
    " johanna johannes john johnny jolanta jon jonas jonathan jonna joost jorge jorg jorgen jorma jose josef josefina joseph"
    " josephine josh joshua josip jouni joyce juan juana juha juho jukka jules julia julian juliana julie julien juliet julio"
    " julius jurgen jussi justin justyna kaarina kai kaisa kaja kalle kamil kamila karel karen kari karin karina karl karla"
    " karolina karsten kasia kasper kata katarina katarzyna kate katerina katharina katherine kathleen kathrin kathryn kathy"
    " katie katja katrin katy kaur keith kelly ken kenji kenneth kerry kerstin kevin khalid kieran kim kimberly kira"
    " kirill kirsi kirsten kirsty kjell klara klaus knut konrad konstantin kostas kris krishna kristen kristian kristin kristina"
    " kristof krisztina krystyna krzysztof kumar kurt kyle lars larry lasse laszlo laura laure laurence laurent lauri laurie lea"
    " leah lech lee leena lena lenka leo leon leona leonard leonardo leonie leslie leszek lewis liam liana libor lidia liisa"
    " lilian lilly lily lina linda lindsay lior lisa lisbeth lise lisette liz lizzie ljubica lluis lorena lorenz lorenzo loretta"
    " lori lothar lotte lou louis louisa louise luc luca lucas lucia luciana luciano lucie lucy ludek ludger ludwig luigi luis"
    " luisa luise lukas lukasz luke lutz lydia lynn maarten maciej mads magda magdalena magnus mahmoud maik maike maja malgorzata"
    " malin malte manfred manuel manuela mara marc marcel marcela marcello marcelo marcin marco marcos marcus marek margaret"
    " margareta margarita margit margot margrit marguerite maria mariana mariano marianne marie marieke mariella marija marika mariko"
    " marilyn marina mario marion marisa marit marius mariusz marja mark marko markku markus marlene marlon marta martha marti martin"
    " martina martine mary mateusz mathias mathieu mathilde matias matilda matt matteo matthew matthias matthieu mattias matti"
    " maureen maurice mauro max maxim maxime maximilian maya megan mehmet melanie melissa mercedes merja mette mia micha"
    " michael michaela michal michel michele michelle mick miguel mihai mika mikael mike mikhail mikko mila milan milena milica"
    " milos minna miranda mireille miriam mirjam miroslav misha mitch mohamed mohammad mohammed moira molly mona monica"
    " monika monique morgan moritz morten muhammad mustafa myriam nadia nadine nadja nancy naomi natalia natalie natasha nathalie"
    " nathan neil nelly nena nic nicholas nick nicky nico nicola nicolas nicole nigel niina nika nikita niklas niko nikola"
    " nikolai nikolaus nikos nils nina nino noah noel noemi nora norbert norma norman nuno odile olaf ole oleg olena oleksandr"
    " olga olivia oliver olivier omar ondrej orsolya oscar oskar osman otto owen pablo paola paolo pascal pascale patricia patricio"
    " patrick patrik patrizia patty paul paula paulina paulo pavel pavla pawel pedro peggy pekka pertti perttu pete peter petr"
    " petra petri phil philip philipp philippe phoebe pia pierre pierrick pieter pietro pilar piotr pippa pirjo predrag priya przemek"
    " rachel radek radim rafael rafal rainer raj rajesh ralf ralph ramon randy raquel rashid raul ravi ray raymond rebecca regina"
    " regine reinhard reinhold remi remy renata renate rene renee reza ricardo riccardo richard rick ricky rikke riitta rita rob"
    " robbie robert roberta roberto rocio rod roderick rodney rodrigo roger rohan roland rolf roman ron ronald ronny rosalind"
    " rosanna rosemary rosie ross roswitha roy rudi rudolf rune rupert russell ruth ryan sabina sabine sabrina sally sam samantha"
    " sami samir samuel sandeep sandra sandrine sanjay sanna santiago sara sarah sascha sasha saskia scott sean sebastian sebastien"
    " selma serge sergei sergey sergio seth severin shane shannon sharon shaun sheila shelley shirley sibylle siegfried sigrid silke"
    " silvan silvia silvio simon simona simone simonetta sofia sofie solveig sonia sonja sophia sophie stacey stacy stan stanislav"
    " stanislaw stefan stefania stefanie stefano steffen steffi stella sten stephan stephane stephanie stephen steve steven stewart"
    " stuart sue sunil suresh susan susana susann susanna susanne suzanne svein sven svenja svetlana sylvain sylvia sylvie szymon"
    " tamara tamas tania tanja tanya tara tarja tatiana tatjana ted terence teresa terri terry tess thea theo theodor theresa therese"
    " thibault thierry thomas thorsten tiago tibor tiffany tiina tim timo timothy tina tobias todd toby tom tomas tomasz tommaso"
    " tommy tomoko toni tony torben torsten tracey tracy trevor trine troels trudy tuomas tuula tyler ugo ulf ulla ulrich ulrike"
    " urs ursula urszula uta ute uwe vaclav vadim valentin valentina valeria valerie vanessa vasile vaughn vera verena veronica"
    " veronika vicente vicki vicky victor victoria viktor viktoria vilma vince vincent vincenzo virginia virginie vitaly"
    " vito vivian viviane vivien vlad vladimir vojtech volker walter waltraud wanda warren wayne wendy werner wenche wiebke wieland"
    " wieslaw wil wilfried wilhelm will willem william willy winfried wojciech wojtek wolf wolfgang xavier yan yann yannick yasmin"
    " yolanda yoko yuki yulia yuri yusuf yves yvette yvonne zachary zbigniew zdenek zeynep zoe zofia zoltan zuzana"
)
_CYRILLIC = word_set(
    "анна анне аня александр александра алексей алена алина алиса алла анастасия анатолий ангелина андрей антон антонина артем"
    " артур борис богдан вадим валентин валентина валерий валерия василий вера вероника виктор виктория виталий владимир владислав"
    " вячеслав галина геннадий георгий григорий дарья даша денис диана дмитрий дима евгений евгения егор екатерина катя елена"
    " елизавета жанна захар зинаида иван игорь илья инна ирина ира карина кирилл кристина ксения лариса лев леонид лидия лилия"
    " любовь людмила максим маргарита марина мария маша марк матвей михаил миша надежда наталья наталия наташа никита николай"
    " нина оксана олег ольга оля павел петр полина раиса роман руслан светлана сергей софия станислав степан тамара таня татьяна"
    " тимур федор эдуард эльвира юлия юрий яна ярослав олена олександр олександра оксана тарас ганна наталія юлія сергій андрій"
    " дмитро михайло володимир ірина іван тетяна катерина марія василь микола петро богдана ярослава георги димитър иванка"
    " петър стоян тодор христо цветелина мила милан милош драган горан зоран јелена марија никола ана иво"
)
_SHORT_FORMS = word_set(
    "юра саша дима оля коля вова лена таня света женя костя паша настя ира галя леша вася стас влад рома слава сережа ваня"
    " толя гена боря гриша люда люба надя валя рита юля ксюша тоня зина лера соня федя жора вика алекс сашко оленка"
    " olly ollie mikey jimbo lexi alexa nate zach zack josie rosie bea bel charly steph cath gabe manny meg mel nat"
    " rach sam shaz tash trish viv wes izzy jules kris nicki pam theo tori val winnie lenny leni susi uli andi hansi steffi"
    " moni gabi sepp wolfi fredi juli basti flo kathi conny nando paco pepe lola nacho chema toño mati lupe gigi beppe pino"
    " lele manu vale ale fede titi mimi lulu jojo zuzka honza pepa jarda mirek lenka misa kuba gosia kasia basia ania asia"
    " magda zosia tomek maciek jurek jacek krzys pista gyuri zsuzsa laci feri bandi jani ildi kriszta"
)
_OTHER = word_set(
    "αννα γιωργος γιαννης μαρια ελενη νικος κωστας δημητρης κατερινα παναγιωτης σοφια αλεξανδρος βασιλης χρηστος ειρηνη"
    " אבי אורי אורן איתי אלון אנה גיל דוד דן דנה יוסי יעל מיכל משה נועה עמית רונית רותם שירה תמר ענת"
    " احمد أحمد محمد علي فاطمة عمر خالد سارة مريم يوسف حسن حسين نور ليلى أمل رضا زهرا مهدی"
)
GIVEN_NAMES = frozenset(map(bare, _WESTERN | _CYRILLIC | _SHORT_FORMS | _OTHER))
# how a letter greets its reader; of two that begin alike the longer one stands first
GREETINGS = stems(
    "hi|hello|hey|dear|good morning|good afternoon|good evening|good day|hallo|hej|hei|moin|servus"
    "|liebe|lieber|liebes|guten tag|guten morgen|guten abend|grüezi|bonjour|salut|cher|chère|chere"
    "|chèr|coucou|hola|buenos días|buenas días|buenos tardes|buenas tardes|estimado|estimada"
    "|querido|querida|olá|oi|bom dia|boa tarde|caro|cara|prezado|prezada|ciao|buongiorno|gentile"
    "|beste|hoi|dag|goedemiddag|goedemorgen|goedendag|geachte|kære|hejsa|kjære|bästa|terve|moi"
    "|cześć|witaj|dzień dobry|szanowny|szanowna|dobrý den|ahoj|milý|milá|vážený|kedves|szia|helló"
    "|bună ziua|bună|dragă|merhaba|sayın|selam|привет|здравствуйте|здравствуй|добрый день"
    "|доброе утро|добрый вечер|уважаемый|уважаемая|дорогой|дорогая|вітаю|добрий день|привіт"
    "|шановний|шановна|здравейте|здрасти|pozdrav|zdravo|bok|dobar dan|γεια σου|γεια σας|γεια"
)
# behind a name: "Ann (mobile)"
DEVICES = word_set("mobile phone iphone mobil handy unterwegs cell ipad")
# before a team: "Ihr Berg-Team"
POSSESSIVES = word_set(
    "your ihr euer dein votre ton vuestro su tu il el le la het jullie uw ditt deres"
)
# before a comma above a name these are no farewell
NO_FAREWELL = word_set(
    "yes no ok okay sure right true fine agreed done great perfect correct maybe exactly indeed nope yep"
    " ja nein doch genau richtig oui non si sí sim não nej nee tak nie ano ne hayır evet да нет хорошо"
    " also but and or so first second third then hi hello hey dear hallo hej bonjour hola ciao salut"
    " tomorrow today monday tuesday wednesday thursday friday saturday sunday later"
)
# in what an office is called, and no person
OFFICES = word_set(
    "author user sender info office support sales team desk help service services shop store studio agency admin"
    " contact kontakt mail post hello hallo team verwaltung company group ltd gmbh inc llc hotel school club society"
    " association foundation department buchhaltung accounts billing orders customer customers noreply reply"
    " bureau büro verein praxis kanzlei werkstatt joinery bakery café restaurant museum gallery verlag press books"
    " поддержка отдел магазин ооо компания студия"
)
# names of families that stand in front of somebody's own name, without their accents
FAMILY_FIRST = word_set(
    "nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas balogh papp takacs juhasz lakatos meszaros fekete"
    " szilagyi torok feher gal szalai pinter lukacs nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly"
    " kim lee park choi jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn song wang li zhang liu chen yang"
    " huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo sato suzuki takahashi tanaka watanabe ito yamamoto nakamura"
    " kobayashi kato yoshida yamada sasaki"
)
# what a question for somebody's name says
WHO = word_set(
    "who whom whose name names wer wen wem namen qui quel nom quién quien quiénes nombre chi nome quem vem vems hvem"
    " namn navn kuka ketä nimi kto kogo komu imię kdo koho komu jméno kto meno ki kit kinek neve cine nume kim kime adı"
    " кто кого кому имя зовут хто ім'я кой ποιος ποια ποιον όνομα"
)
# how a sentence ends that points at what stands below it
SHOWING = word_set(
    "this these here there below follows following thus exactly dorthin hierhin hierher dahin so folgendes dies dieses"
    " diese darunter unten ceci cela ça ici là suivant dessous esto aquí ahí allí así isto aqui lá assim abaixo questo qui lì così"
    " sotto dit hier daar zo hieronder detta här där så dette her der slik tämä tähän tänne näin to tutaj tam tak toto sem zde"
    " это этот сюда туда так вот ниже це сюди туди так нижче ez ide így aici acolo așa bu buraya şöyle ovo ovdje тук така"
)
# what a question asks for that a name with some lines below may answer
ASKED_FOR = stems(
    "address|adress|anschrift|direcci|indirizzo|endereço|morada|adres|адрес|osoite|lakcím|címre|címe|住所|地址|送り先"
    "|주소|כתובת|عنوان|διεύθυν|địa chỉ|alamat|where to|wohin|à quel endroit|adónde|a dónde|куда|куди|dokąd"
    "|contact|kontakt|ansprechpart|coordonnées|contacto|contatto|contato|контакт|реквизит|реквізит|yhteystie"
    "|phone|telefon|telephone|téléphone|teléfono|телефон|puhelin|電話|电话|전화"
    "|text|wording|wortlaut|words|inscription|inschrift|aufschrift|beschrift|engrav|gravur|gravier|lettering|imprint"
    "|print|druck|plate|plaque|badge|the sign|sign say|schild|stempel|stamp|label|etikett|visitenkart|business card|the card"
    "|carte de visite|biglietto|tarjeta|targa|placa|imprim|stampa|tekst|texto|texte|testo|tekstin|текст|надпис|табличк|визитк"
    "|печат|вывеск|друк|szöveg|felirat|yazı|metin|κείμενο|επιγραφ|文字|文案|名刺|テキスト|문구|명함"
    "|signature|signatur|unterschrift|firma digitale|подпис|підпис|imprint|impressum"
)
