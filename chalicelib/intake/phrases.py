"""What mail programs write around the mail that they answer, in the languages that they speak. Data.

Collected from what the programs show; a phrase that is missing here costs a staff member a look at the
mail, no words: the rules in `reply` know quotes by their shape too.
"""

import re

SENDER, DATE, RECIPIENT, SUBJECT, COPY = "sender", "date", "recipient", "subject", "copy"

LABELS: dict[str, str] = {
    label: role
    for role, labels in {
        SENDER: "from|de|von|da|van|od|от|від|差出人|发件人|寄件者|보낸 사람|från|fra|lähettäjä|kimden|feladó"
        "|de la|από|remitente|remetente|expéditeur|absender|mittente|from address|送信者|送信元|מאת|من",
        DATE: "sent|date|enviado|enviada|enviado el|enviada em|enviado em|data|fecha|gesendet|datum|envoyé"
        "|envoyé le|inviato|verzonden|wysłano|wysłane|data wysłania|отправлено|дата|надіслано|送信日時|日付"
        "|日時|发送时间|日期|보낸 날짜|skickat|sendt|dato|lähetetty|päivämäärä|gönderildi|gönderilme tarihi"
        "|tarih|elküldve|dátum|trimis|dată|στάλθηκε|ημερομηνία|odesláno|sent at|נשלח|تاريخ الإرسال",
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
    r"|yazdı|şunları yazdı|ezt írta|írta|a scris|έγραψε|va escriure|שכתב|כתב)(?=\W|$)"
    r"|(?:のメール|は書きました|さんが書きました|写道|寫道|작성)",
    re.IGNORECASE,
)
"""The verb of the line above a quoted mail."""

OPENERS = re.compile(
    r"(?:On|Em|No dia|El|Le|Am|Il|Il giorno|Op|W dniu|Dnia|Den|Dne|W|Pe|La|Στις)\s", re.IGNORECASE
)
"""How the line above a quoted mail begins, where its first words tell."""

SEPARATORS = (
    "original message|original appointment|mensagem original|mensagem encaminhada|mensaje original"
    "|mensaje reenviado|ursprüngliche nachricht|originalnachricht|original-nachricht"
    "|weitergeleitete nachricht|message d'origine|message d’origine|message original|message transféré"
    "|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht"
    "|oryginalna wiadomość|wiadomość oryginalna|wiadomość przekazana|treść przekazanej wiadomości"
    "|исходное сообщение|оригинальное сообщение|пересылаемое сообщение|転送メッセージ|元のメッセージ"
    "|原始邮件|轉寄的郵件|forwarded message|begin forwarded message|ursprungligt meddelande"
    "|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|původní zpráva|eredeti üzenet"
    "|mesaj original|αρχικό μήνυμα|özgün ileti|原始郵件|원본 메시지|reply message|mensagem de resposta"
).split("|")
"""What a line of dashes around words says when the quoted mail follows, lower case."""

SENT_FROM = re.compile(
    r"[\[(]?(?:"
    r"(?:sent|enviad[oa]|envoyé|inviato|verstuurd|verzonden|wysłan[eo]|отправлено|надіслано|gesendet"
    r"|skickat|sendt|lähetetty|odesláno|get|obter|baixe o|obtener|obtenga|télécharger|obtenez|scarica"
    r"|ottieni|download|downloaden|pobierz|скачать|beziehen|holen sie sich|hämta|hent)\s"
    r"|(?:von meinem|von mein|mit)\s(?=.*gesendet)|outlook\s(?=.*beziehen)|gesendet\s"
    r").{0,80}?\b(?:iphone|ipad|ios|apple|samsung|galaxy|android|outlook|yahoo|protonmail|proton|mail"
    r"|windows|huawei|xiaomi|motorola|gmail|thunderbird|phone|mobile|handy|smartphone|telefone"
    r"|celular|móvil|teléfono|tablet|gmx|web\.de|usuario de|blackberry|nokia|email|e-mail|почт\w*|aquamail"
    r"|bluemail|telefon\w*|telefoon)\b.{0,80}"
    r"|(?:iphone|ipad|android|outlook|yahoo!?メール)(?:.{0,20})?から(?:送信|のメール).{0,40}"
    r"|outlook for (?:ios|android) を(?:入手|取得).{0,80}"
    r"|发自我的.{2,30}|나의 \S{2,20}에서 보냄",
    re.IGNORECASE,
)
"""The line that a telephone or a program puts under every mail; matched against a whole line."""
