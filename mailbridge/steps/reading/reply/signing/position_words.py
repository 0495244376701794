"""Words of a person's card: companies, labels of a telephone or address, positions; all in lower
case.
"""

from mailbridge.steps.text.word_tables import stems, word_set

# what a company's name ends with, without a full stop
COMPANIES = word_set(
    "ab as a/s asa oy oyj aps bv b.v nv n.v sa s.a srl s.r.l spa s.p.a sarl sas eurl kft zrt bt s.r.o a.s d.o.o"
    " d.d ag kg gbr ohg ug ev e.v sl s.l slu ltda lda me eireli pty plc llp lp inc llc ltd gmbh co corp oü sia uab"
    " ооо зао ао пао ип тов фоп еоод оод ад"
)
CONTACTS = stems(
    "tel|tel.|phone|mobile|mob|mob.|cell|fax|skype|telegram|whatsapp|viber|e-mail|email|mail|www|web|http"
    "|linkedin|twitter|facebook|office|direct|t:|m:|e:|w:|p:|f:|ph|ph.|тел|тел.|телефон|моб|моб.|факс"
    "|эл. почта|почта|сайт|скайп|телеграм|вайбер|ел. "
    "пошта|пошта|доб|handy|telefon|mobil|téléphone|portable"
    "|móvil|telefono|cellulare|telefoon|puh|puh.|gsm|電話|电话|電子|邮箱|手机|전화|이메일|휴대|τηλ|κιν|טלפון"
    "|נייד|هاتف|ύδ|komórka|kom.|telemóvel|celular|mobiltel|sími"
)
TITLES = stems(
    "manager|director|engineer|ceo|cto|cfo|coo|founder|president|head "
    "of|lead|developer|consultant|analyst"
    "|assistant|officer|specialist|administrator|designer|accountant|sales|marketing|support|department|team"
    "|ltd|llc|inc|gmbh|s.a.|b.v.|corp|company|group|institute|university|professor|phd|менеджер|директор"
    "|инженер|руководитель|начальник|специалист|бухгалтер|отдел|ооо|ао |зао|ип "
    "|главный|ведущий|заместитель"
    "|юрист|аналитик|разработчик|консультант|департамент|компания|інженер|керівник|фахівець|відділ|тов "
    "|головний|провідний|geschäftsführer|leiter|abteilung|directeur|responsable|ingénieur|gerente|ingeniero"
    "|direttore|responsabile|kierownik|dyrektor|spółka|sp. "
    "z|diretor|johtaja|päällikkö|jednatel|ředitel"
    "|vedoucí|müdür|mühendis|διευθυντής|部長|課長|株式会社|営業|经理|總監|总监|有限公司|팀장|부장|과장|주식회사"
    "|מנהל|מנכ|مدير|مهندس|technician|architect|foreman|coordinator|secretary|clerk|attorney|solicitor"
    "|bookkeeper|programmer|scientist|researcher|teacher|lecturer|nurse|vice president|chief |executive"
    "|representative|advisor|adviser|buyer|planner|editor|producer|supervisor|trainee|receptionist"
    "|physician|surgeon|dentist|pharmac|therapist|psycholog|notary|surveyor|plumber|electrician|translator"
    "|arzt|ärzt|praxis|notar|apothek|therapeut|heilprakt|dolmetsch|übersetzer|médecin|docteur|notaire|infirm"
    "|médic|doctora|notaio|medico|dottor|lekarz|prawnik|notarius|врач|доктор|нотариус|адвокат|переводчик"
    "|лікар|перекладач|facilities|logistics|procurement|purchasing|accounts|finance|human resources|operations|customer "
    "|quality|librarian|inspector|treasurer|chair|owner|partner|associate|fellow|strateg|recruit|controller"
    "|sachbearbeit|einkauf|einkäuf|verkauf|vertrieb|buchhalt|kundendienst|kundenbetreu|projektleit|techniker"
    "|meister|architekt|rechtsanwalt|rechtsanwält|steuerberat|sekretariat|inhaber|vorstand|referent|montage"
    "|berater|beraterin|mitarbeiter|entwickler|werkstudent|chargé|comptable|directrice|technicien|conseiller"
    "|conseillère|commercial|assistante|secrétaire|gérant|chef de|adjoint|avocat|architecte|chargée|coordina"
    "|jefe de|jefa de|técnic|abogad|arquitect|contable|administrativ|encargad|compras|ventas|responsável"
    "|engenheir|advogad|diretora|consultor|vendas|ufficio|impiegat|architetto|avvocato|amministra|addett"
    "|commerciale|acquisti|projectleider|medewerker|verkoop|inkoop|directeur|adviseur|beheerder|afdeling"
    "|inköpare|säljare|ekonom|projektledare|handläggare|konsult|chef|avdelning|sagsbehandler|projektleder"
    "|indkøber|sælger|rådgiver|afdeling|daglig leder|prosjektleder|saksbehandler|kundebehandler|asiantuntija"
    "|koordinaattori|suunnittelija|myynti|osto|specjalista|księgow|inżynier|prezes|właściciel|przedstawiciel"
    "|dział|obchodní|účetní|technik|asistent|nákup|prodej|oddělení|obchodný|účtovní|vezető|igazgató"
    "|ügyintéző|mérnök|könyvelő|titkár|inginer|contabil|manager|șef|departament|менеджер|мастер|архитектор"
    "|технолог|экономист|секретарь|помощник|ассистент|преподаватель|доцент|профессор|отдела|кафедр"
    "|бухгалтерка|директорка|архітектор|завідувач|помічник|управител|счетоводител|voditelj|direktor|odjel"
    "|vodja|uzman|yönetici|asistan|mühendisi|satın alma|satış|muhasebe|υπεύθυν|μηχανικ|τμήμα|λογιστ|社長|取締役|係長|主任"
    "|担当|工程师|工程師|主管|销售|銷售|采购|採購|市场|市場|助理|部门|대리|차장|사원|이사|대표|trưởng phòng|giám đốc|nhân viên"
    "|kỹ sư|kế toán|manajer|direktur|staf|staff|ผู้จัดการ|ฝ่าย|סמנכ|רכז|ראש צוות|أخصائي|رئيس|محاسب|प्रबंधक"
)
NETWORKS = word_set(
    "facebook twitter instagram linkedin youtube xing telegram whatsapp tiktok pinterest github gitlab mastodon bluesky"
    " threads vk vkontakte viber behance dribbble vimeo flickr snapchat medium blog x discord"
)
FOLLOWING = word_set(
    "follow find connect join like us me on with at and folgen sie uns auf und suivez nous sur et síguenos en y seguici su"
    " siga nos volg ons op følg os på följ oss мы в и наш website web site homepage our my"
)
