"""First names and how their owners are also called, one group each."""

_GROUPS = """
robert bob bobby rob robbie bert|william bill billy will willy willie liam|richard dick rick ricky richie rich
james jim jimmy jamie jimbo|john jack johnny jon jonny|charles charlie chuck charly|edward ed eddie ted teddy ned
henry harry hank hal|margaret meg maggie peggy greta marge rita daisy molly|elizabeth liz lizzie beth betty eliza lisa elise
lisbeth libby elisabeth elsa ella izzy|katharina kate katja kathi katie kathy kitty kat kati katya|catherine kate cath cathy
katie|alexander alex sascha sasha sandy lexi alexi xander|alexandra alex sascha sasha sandra lexi alexa ola
michael mike mikey mick micha misha michi michel|anthony tony toni|antonio tony toni toño|joseph joe joey jo sepp pepe jose beppe pino
francis frank fran paco|francisco paco pancho kiko fran curro|jose pepe chema|ignacio nacho|manuel manu manolo manny lolo
dolores lola|guadalupe lupe|enrique quique kike|eduardo edu lalo|rafael rafa|jesus chus chuy|alberto beto berto tito
theodore ted teddy theo|andrew andy drew|andreas andi andy|andrea andi andy|susan sue susie suzy|susanne susi sanne suse
dorothy dot dolly dodie|deborah deb debbie|patricia pat patty trish tricia|patrick pat paddy rick|martha marty patty
david dave davey|daniel dan danny dani|stephen steve steph|steven steve|stefan steve stefan steffen|stephanie steph steffi stevie
thomas tom tommy thom|timothy tim timmy|matthew matt matty|matthias matthes hias matze|nicholas nick nicky nico klaus
nicole nicky nic|nikolaus klaus niko nick|christopher chris kit topher|christian chris|christine chris tina chrissy christl
christina chris tina|kristina tina kris|martina tina|bettina tina betty|valentina valya tina|benjamin ben benny benji
samuel sam sammy|samantha sam sammy|victoria vicky vic tori|victor vic vito|jennifer jen jenny jenna|jessica jess jessie
rebecca becky bec|virginia ginny|frederick fred freddie freddy fritz rick|friedrich fritz fred|ferdinand ferdi fred nando
wolfgang wolf wolfi|johannes hans hannes jo hansi johann|hans hannes hansi johann|joachim jochen achim|georg schorsch jorg
josef sepp jupp joe|gabriele gabi gaby|gabriella gabi gaby|ursula uschi ulla|ulrich uli ulli|ulrike uli ulli rike|brigitte gitte
birgit biggi gitte|barbara babs barbie basia babsi|monika moni|sebastian basti seb|bartholomew bart|bartosz bartek
heinrich heinz heiner heini|maximilian max maxi|leopold leo poldi|ludwig lutz luggi|rosemarie rosi|magdalena magda lena leni magdi
helena lena leni ella|helene lena leni|eleanor ellie nell nora lena|louise lou|louis lou|lawrence larry|laurence larry laurie
ronald ron ronnie|donald don donnie|kenneth ken kenny|gerald gerry jerry|jeremy jerry jem|gregory greg|leonard leo len lenny
raymond ray|albert al bert bertie|alfred fred alf al|oliver olly ollie noll|olivia liv livvy|abigail abby gail|amelia amy millie
emily em millie emmy|isabella bella izzy|isabel bella izzy belle|penelope penny|philip phil pip|zachary zach zack|nathaniel nat nate
nathan nat nate|joshua josh|jonathan jon jonny nathan|peter pete|pamela pam|sarah sally sadie|mary polly molly may|harriet hattie
giuseppe beppe pino peppe|luigi gigi|giovanni gianni nanni vanni|francesco franco checco cecco|francesca franca|vincenzo enzo
lorenzo enzo renzo|salvatore totò|alessandro ale sandro|alessandra ale sandra|federico fede|federica fede|valentino vale|valeria vale lera
jaroslav jarda slava|josef pepa|josefa pepa|jan honza|miroslav mirek|zuzana zuzka|jakub kuba|malgorzata gosia|katarzyna kasia
barbara basia|joanna asia|anna ania anya aneczka hania annie nan nancy|tomasz tomek|maciej maciek|jerzy jurek|jacek jacenty
krzysztof krzys krzysiek|zofia zosia|magdalena magda|istvan pista|gyorgy gyuri|zsuzsanna zsuzsa zsuzsi|laszlo laci|ferenc feri
andras bandi|janos jani|ildiko ildi|krisztina kriszta
александр саша шура саня алекс сашко шурик олександр|александра саша шура саня|алексей леша алеша|анастасия настя ася стася
анна аня нюра|владимир вова володя вовка|виктория вика|виктор витя|геннадий гена|григорий гриша|дарья даша|дмитрий дима митя димон
екатерина катя|елена лена алена|евгений женя|евгения женя|елизавета лиза|ирина ира|иван ваня|константин костя|ксения ксюша оксана
людмила люда мила люся|любовь люба|мария маша маруся|михаил миша мишка|надежда надя|наталья ната наташа|наталия ната наташа
николай коля|ольга оля|павел паша|петр петя|полина поля|роман рома|светлана света|сергей сережа серега|софия соня|софья соня|станислав стас слава
вячеслав слава|татьяна таня|юлия юля|юрий юра|федор федя|борис боря|валерия лера|валентина валя|анатолий толя|антонина тоня
зинаида зина|георгий жора гоша егор|егор гоша|маргарита рита|степан степа|тимур тима|тимофей тима|ярослав ярик слава|владислав влад слава
андрей андрюша|артем тема|василий вася|виталий виталик|максим макс|кирилл кир|антон тоша|галина галя|лариса лара|тамара тома|леонид леня|аркадий аркаша
γεωργιος γιωργος|ιωαννης γιαννης|νικολαος νικος|κωνσταντινος κωστας|δημητριος δημητρης μιμης|βασιλειος βασιλης|χρηστος χρησ
"""
GROUPS = tuple(row.split() for line in _GROUPS.strip().splitlines() for row in line.split("|"))
