"""What mail programs write around the mail that they answer, in the languages that they speak. Data.

Collected from what the programs show; a phrase that is missing here costs a staff member a look at the
mail, no words: the rules in `reply` know quotes by their shape too.
"""

import re

SENDER, SENT, DATE = "sender", "sent", "date"
RECIPIENT, SUBJECT, COPY = "recipient", "subject", "copy"

LABELS: dict[str, str] = {
    label: role
    for role, labels in {
        SENDER: "from|de|von|da|van|od|от|від|差出人|发件人|寄件者|보낸 사람|från|fra|lähettäjä|kimden|feladó"
        "|de la|από|remitente|remetente|expéditeur|absender|mittente|from address|送信者|送信元|מאת|من",
        SENT: "sent|enviado|enviada|enviado el|enviada em|enviado em|gesendet|envoyé|envoyé le|inviato"
        "|verzonden|wysłano|wysłane|data wysłania|отправлено|надіслано|送信日時|发送时间|보낸 날짜|skickat"
        "|sendt|lähetetty|gönderildi|gönderilme tarihi|elküldve|trimis|στάλθηκε|odesláno|sent at|נשלח"
        "|تاريخ الإرسال",
        DATE: "date|data|fecha|datum|дата|日付|日時|日期|dato|päivämäärä|tarih|dátum|dată|ημερομηνία",
        RECIPIENT: "to|para|an|à|a|aan|do|кому|宛先|收件人|받는 사람|till|til|vastaanottaja|kime|címzett"
        "|către|προς|komu|destinatario|destinataire|per|empfänger|אל|إلى",
        SUBJECT: "subject|assunto|asunto|betreff|objet|oggetto|onderwerp|temat|тема|件名|主题|主旨|제목"
        "|ämne|emne|aihe|konu|tárgy|subiect|θέμα|předmět|predmet|נושא|الموضوع",
        COPY: "cc|bcc|cco|kopie|копия|копія|抄送|참조|kopia|reply-to|importance|attachments|anexos"
        "|prioridade|importância",
    }.items()
    for label in labels.split("|")
}
"""Lower-case names of the header lines above a quoted mail, without colon, and which line they name."""

WROTE = re.compile(
    r"\b(?:wrote|writes|escreveu|escribió|escribio|schrieb|a écrit|ha scritto|schreef|napisał(?:\(a\)|a)?"
    r"|napisał/a|pisze|пишет|написал(?:\(а\)|а)?|писал\(а\)|пише|написав|skrev|kirjoitti|napsal\(a\)|napsal"
    r"|geschreven|napisana przez"
    r"|yazdı|şunları yazdı|ezt írta|írta|a scris|έγραψε|va escriure|đã viết|שכתב|כתב|כתבה|כתב/ה"
    r"|كتب|كتبت)(?=\W|$)"
    r"|(?:のメール|は書きました|さんが書きました|写道|寫道|작성|كتابة ما يلي بواسطة)",
    re.IGNORECASE,
)
"""The verb of the line above a quoted mail."""

QUOTING = re.compile(
    r"\s*(?:quoting|zitat von|citando(?: a)?|citation de|citazione da|citaat van|cytowanie|цитирую)\s"
    r".{0,300}[:：]\s*",
    re.IGNORECASE,
)
"""A whole line above a marked quote that names nobody's verb and no date (Horde and its kin)."""

OPENERS = re.compile(
    r"(?:On|Em|No dia|El|Le|Am|Il|Il giorno|Op|W dniu|Dnia|Den|Dne|W|Pe|La|Στις)\s", re.IGNORECASE
)
"""How the line above a quoted mail begins, where its first words tell."""

SEPARATORS = frozenset(
    {
        "original message",
        "original appointment",
        "mensagem original",
        "mensagem encaminhada",
        "mensaje original",
        "mensaje reenviado",
        "ursprüngliche nachricht",
        "originalnachricht",
        "original-nachricht",
        "weitergeleitete nachricht",
        "message d'origine",
        "message d’origine",
        "message original",
        "message transféré",
        "messaggio originale",
        "messaggio inoltrato",
        "oorspronkelijk bericht",
        "doorgestuurd bericht",
        "oryginalna wiadomość",
        "wiadomość oryginalna",
        "wiadomość przekazana",
        "treść przekazanej wiadomości",
        "исходное сообщение",
        "оригинальное сообщение",
        "пересылаемое сообщение",
        "転送メッセージ",
        "元のメッセージ",
        "原始邮件",
        "轉寄的郵件",
        "forwarded message",
        "begin forwarded message",
        "ursprungligt meddelande",
        "oprindelig meddelelse",
        "opprinnelig melding",
        "alkuperäinen viesti",
        "původní zpráva",
        "eredeti üzenet",
        "début du message transféré",
        "início da mensagem encaminhada",
        "inicio del mensaje reenviado",
        "anfang der weitergeleiteten nachricht",
        "anfang der weitergeleiteten e-mail",
        "inizio messaggio inoltrato",
        "begin doorgestuurd bericht",
        "początek przekazywanej wiadomości",
        "начало переадресованного сообщения",
        "転送されたメッセージ",
        "mesaj original",
        "αρχικό μήνυμα",
        "özgün ileti",
        "原始郵件",
        "원본 메시지",
        "reply message",
        "mensagem de resposta",
    }
)
"""What a line of dashes around words says when the quoted mail follows, lower case."""

_PROGRAMS = (
    r"iphone|ipad|ipod|ios|apple|samsung|galaxy|android|outlook|yahoo|proton ?mail|proton|windows|huawei"
    r"|xiaomi|motorola|htc|alcatel|gmail|thunderbird|phone|mobile|cell|device|mailbox|handy|smartphone"
    r"|telefone|celular|móvil|teléfono|dispositivo|tablet|gmx|web\.de|blackberry|nokia|aquamail"
    r"|bluemail|airmail|spark|uol|telefon\w*|telefoon|mobil\w*|k-9|superhuman|mailspring|fairemail|tuta"
    r"|edison|aol|redmi|oneplus|oppo|iphonu|iphonie"
)
SENT_FROM = re.compile(
    r"[\[(<]{0,2}(?:"
    r"(?:sent (?:from|via|with|by|using)|enviad[oa] (?:d[eoa]|desde|por|pelo|via|a partir|con|com)"
    r"|envoyé (?:de|du|depuis|à partir|avec|via)|inviato (?:da\w*|con|tramite)"
    r"|(?:verstuurd|verzonden) (?:vanaf|van|met|via)|wysłan[eo] (?:z|za|ze|przez)"
    r"|отправлено (?:с|из|через)|надіслано (?:з|із)|gesendet (?:von|mit|über)"
    r"|skickat (?:från|via|med)|sendt (?:fra|via|med)|odesláno (?:z|ze)"
    r"|von mein\w*(?=.{0,80}gesendet)|diese nachricht wurde(?=.{0,80}gesendet))\s"
    rf".{{0,60}}?\b(?:{_PROGRAMS})\b.{{0,60}}"
    r"|(?:get|obter|baixe|obtener|obtenga|télécharger|obtenez|scarica|ottieni|download|downloaden|pobierz"
    r"|скачать|holen sie sich|hämta|skaffa|hent|hanki|získat|obțineți|отримати|λήψη|获取|下載|下载|取得)"
    r"\s.{0,25}?\b(?:outlook|blue ?mail|type ?app|aqua ?mail|edison mail)\b.{0,80}"
    r"|.{0,30}\boutlook\b.{0,30}<?https://aka\.ms/\w{1,20}>?"
    r"|outlook\s.{0,30}beziehen.{0,40}"
    r"|sent from my \S{1,20}(?: \S{1,20}){0,2}"
    r"|(?:lähetetty|στάλθηκε από το|נשלח מה-?|أُ?رسلت? من|enviat des d\w+|trimis de pe|đã gửi từ)"
    r".{0,12}\b(?:iphone|ipad|galaxy|android)\w*.{0,20}"
    r"|(?:\S{1,12} )?(?:iphone|ipad|galaxy|android)\S{0,20} (?:gönderildi|küldve)"
    r"|(?:iphone|ipad|android|outlook|galaxy|yahoo!?メール).{0,20}?から(?:送信|のメール).{0,40}"
    r"|(?:outlook for (?:ios|android)|(?:ios|android) ?版 outlook) を(?:入手|取得).{0,80}"
    r"|(?:发自我的|從我的|從 我的).{2,30}|나의 \S{2,20}에서 보냄)",
    re.IGNORECASE,
)
"""The line that a telephone or a program puts under every mail; matched against a whole line."""
