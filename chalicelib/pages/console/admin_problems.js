// What is wrong with a configuration, in the member's language: by its code, or in English where it has none yet.

import { addWords, t } from "./words.js";

addWords({
  "en-GB": {
    adm_near: "Did you mean “{near}”?", adm_p_empty: "Write something, or leave it out.", adm_p_line_end: "Write it on one line.", adm_p_missing: "This is missing.",
    adm_p_no_key: "This is not known here.", adm_p_not_known: "“{value}” is not known here.", adm_p_no_id: "“{value}” cannot be a short name: small letters, digits, - and _, at most 60.",
    adm_p_many_words: "“{value}” is more than one word.", adm_p_no_keyword: "“{value}” is too long, or has no letter or digit: take a short word or a number.",
    adm_p_carrier_word: "A text with “{value}” is one for the carrier, who may answer it instead of us: take another word.",
    adm_p_no_locale: "“{value}” is none of our languages.", adm_p_no_time_zone: "“{value}” is no time zone; write it like Europe/London.",
    adm_p_no_duration: "“{value}” is no length of time; write a number and s, m, h or d, like 90s, 24h or 2d.", adm_p_no_time_at_all: "“{value}” is no time at all; write at least 1s.",
    adm_p_too_long: "“{value}” is more than ten years.", adm_p_no_share: "“{value}” is no share; write it like 75%.", adm_p_share_range: "“{value}” is outside 0% to 100%.",
    adm_p_target_range: "“{value}” is outside 0.01% to 100%, or finer than a hundredth of a percent.", adm_p_no_span: "“{value}” is no part of a day; write it like 08:00-18:00, until 24:00 at the latest.",
    adm_p_empty_span: "“{value}” begins and ends at the same time; the whole day is 00:00-24:00.", adm_p_no_time_of_day: "“{value}” is no time of day; write it like 07:00.",
    adm_p_no_day: "“{value}” is no day; write it like 2026-12-24.", adm_p_number_range: "{value} is outside what can be: {least} to 1000000.",
    adm_p_no_phone: "“{value}” is no phone number; write it with its country, like +447700900123.", adm_p_no_country: "“{value}” is no country; write its code, like {like}.",
    adm_p_no_domain: "“{value}” is no mail domain; write it like fale.example.com.", adm_p_no_mail: "“{value}” is no mail address; write only the address, like duty@example.com.",
    adm_p_no_web_address: "“{value}” is no web address; write it like https://crm.example.com/ouvido.", adm_p_no_https: "“{value}” does not begin with https: what is sent is signed, not hidden.",
    adm_p_no_team: "There is no team “{value}”.", adm_p_no_touchpoint: "There is no touchpoint “{value}”.", adm_p_no_calendar: "There is no calendar “{value}”.",
    adm_p_quiet_for_ever: "Quiet hours that end when they begin would never end.", adm_p_window_range: "This is too short or too long: from 15m to 24h.",
    adm_p_share_of_nothing: "A reminder after a share needs a promised time; write a length of time, like 18h, or the promise.",
    adm_p_reminded_late: "The reminder comes after the promised time has passed; write a share like 75%, or a shorter time.",
    adm_p_no_levels: "Nobody takes over: what its owner does not answer is never raised.", adm_p_never_asked: "It says what is asked, but nobody is asked: write after what time.",
    adm_p_levels_order: "This level is not later than the one before; write a longer time, or change their order.", adm_p_raised_early: "This level takes over before the promised time has passed.",
    adm_p_no_promise: "This level promises nothing, and neither does its policy; write a time, like 24h, in one of the two.",
  },
  "pt-BR": {
    adm_near: "Você quis dizer “{near}”?", adm_p_empty: "Escreva algo ou deixe de fora.", adm_p_line_end: "Escreva em uma só linha.", adm_p_missing: "Isto está faltando.",
    adm_p_no_key: "Isto não é conhecido aqui.", adm_p_not_known: "“{value}” não é conhecido aqui.", adm_p_no_id: "“{value}” não pode ser um nome curto: letras minúsculas, algarismos, - e _, no máximo 60.",
    adm_p_many_words: "“{value}” é mais de uma palavra.", adm_p_no_keyword: "“{value}” é longo demais ou não tem letra nem algarismo: escolha uma palavra curta ou um número.",
    adm_p_carrier_word: "Um SMS com “{value}” é para a operadora, que pode responder em nosso lugar: escolha outra palavra.",
    adm_p_no_locale: "“{value}” não é um dos nossos idiomas.", adm_p_no_time_zone: "“{value}” não é um fuso horário; escreva como America/Sao_Paulo.",
    adm_p_no_duration: "“{value}” não é uma duração; escreva um número e s, m, h ou d, como 90s, 24h ou 2d.", adm_p_no_time_at_all: "“{value}” não é tempo nenhum; escreva pelo menos 1s.",
    adm_p_too_long: "“{value}” é mais de dez anos.", adm_p_no_share: "“{value}” não é uma porcentagem; escreva como 75%.", adm_p_share_range: "“{value}” está fora de 0% a 100%.",
    adm_p_target_range: "“{value}” está fora de 0.01% a 100%, ou é mais fino que um centésimo de por cento.", adm_p_no_span: "“{value}” não é uma parte do dia; escreva como 08:00-18:00, no máximo até 24:00.",
    adm_p_empty_span: "“{value}” começa e termina na mesma hora; o dia inteiro é 00:00-24:00.", adm_p_no_time_of_day: "“{value}” não é uma hora do dia; escreva como 07:00.",
    adm_p_no_day: "“{value}” não é um dia; escreva como 2026-12-24.", adm_p_number_range: "{value} está fora do que pode ser: de {least} a 1000000.",
    adm_p_no_phone: "“{value}” não é um número de telefone; escreva com o código do país, como +5511912345678.", adm_p_no_country: "“{value}” não é um país; escreva o código, como {like}.",
    adm_p_no_domain: "“{value}” não é um domínio de e-mail; escreva como fale.example.com.", adm_p_no_mail: "“{value}” não é um endereço de e-mail; escreva só o endereço, como plantao@example.com.",
    adm_p_no_web_address: "“{value}” não é um endereço da web; escreva como https://crm.example.com/ouvido.", adm_p_no_https: "“{value}” não começa com https: o que é enviado vai assinado, não oculto.",
    adm_p_no_team: "Não existe a equipe “{value}”.", adm_p_no_touchpoint: "Não existe o ponto de contato “{value}”.", adm_p_no_calendar: "Não existe o calendário “{value}”.",
    adm_p_quiet_for_ever: "Um horário de silêncio que termina quando começa não terminaria nunca.", adm_p_window_range: "É curto ou longo demais: de 15m a 24h.",
    adm_p_share_of_nothing: "Um lembrete depois de uma porcentagem precisa de um prazo prometido; escreva uma duração, como 18h, ou o prazo.",
    adm_p_reminded_late: "O lembrete vem depois do prazo prometido; escreva uma porcentagem, como 75%, ou um tempo menor.",
    adm_p_no_levels: "Ninguém assume: o que o responsável não responder nunca sobe de nível.", adm_p_never_asked: "Diz o que se pergunta, mas ninguém é perguntado: escreva depois de quanto tempo.",
    adm_p_levels_order: "Este nível não vem depois do anterior; escreva um tempo maior ou troque a ordem.", adm_p_raised_early: "Este nível assume antes de passar o prazo prometido.",
    adm_p_no_promise: "Este nível não promete nada, nem a sua política; escreva um prazo, como 24h, em um dos dois.",
  },
  es: {
    adm_near: "¿Quiso decir «{near}»?", adm_p_empty: "Escriba algo o déjelo fuera.", adm_p_line_end: "Escríbalo en una sola línea.", adm_p_missing: "Esto falta.",
    adm_p_no_key: "Esto no se conoce aquí.", adm_p_not_known: "«{value}» no se conoce aquí.", adm_p_no_id: "«{value}» no puede ser un nombre corto: letras minúsculas, cifras, - y _, 60 como máximo.",
    adm_p_many_words: "«{value}» es más de una palabra.", adm_p_no_keyword: "«{value}» es demasiado largo o no tiene letra ni cifra: elija una palabra corta o un número.",
    adm_p_carrier_word: "Un SMS con «{value}» es para la operadora, que puede responder en nuestro lugar: elija otra palabra.",
    adm_p_no_locale: "«{value}» no es uno de nuestros idiomas.", adm_p_no_time_zone: "«{value}» no es una zona horaria; escríbala como Europe/Madrid.",
    adm_p_no_duration: "«{value}» no es una duración; escriba un número y s, m, h o d, como 90s, 24h o 2d.", adm_p_no_time_at_all: "«{value}» no es tiempo alguno; escriba al menos 1s.",
    adm_p_too_long: "«{value}» es más de diez años.", adm_p_no_share: "«{value}» no es un porcentaje; escríbalo como 75%.", adm_p_share_range: "«{value}» está fuera de 0% a 100%.",
    adm_p_target_range: "«{value}» está fuera de 0.01% a 100%, o es más fino que una centésima de por ciento.", adm_p_no_span: "«{value}» no es una parte del día; escríbala como 08:00-18:00, como tarde hasta 24:00.",
    adm_p_empty_span: "«{value}» empieza y termina a la misma hora; el día entero es 00:00-24:00.", adm_p_no_time_of_day: "«{value}» no es una hora del día; escríbala como 07:00.",
    adm_p_no_day: "«{value}» no es un día; escríbalo como 2026-12-24.", adm_p_number_range: "{value} está fuera de lo posible: de {least} a 1000000.",
    adm_p_no_phone: "«{value}» no es un número de teléfono; escríbalo con el prefijo del país, como +34612345678.", adm_p_no_country: "«{value}» no es un país; escriba su código, como {like}.",
    adm_p_no_domain: "«{value}» no es un dominio de correo; escríbalo como fale.example.com.", adm_p_no_mail: "«{value}» no es una dirección de correo; escriba solo la dirección, como guardia@example.com.",
    adm_p_no_web_address: "«{value}» no es una dirección web; escríbala como https://crm.example.com/ouvido.", adm_p_no_https: "«{value}» no empieza por https: lo que se envía va firmado, no oculto.",
    adm_p_no_team: "No hay ningún equipo «{value}».", adm_p_no_touchpoint: "No hay ningún punto de contacto «{value}».", adm_p_no_calendar: "No hay ningún calendario «{value}».",
    adm_p_quiet_for_ever: "Unas horas de silencio que terminan cuando empiezan no terminarían nunca.", adm_p_window_range: "Es demasiado corto o largo: de 15m a 24h.",
    adm_p_share_of_nothing: "Un aviso tras un porcentaje necesita un plazo prometido; escriba una duración, como 18h, o el plazo.",
    adm_p_reminded_late: "El aviso llega después del plazo prometido; escriba un porcentaje, como 75%, o un tiempo menor.",
    adm_p_no_levels: "Nadie toma el relevo: lo que el responsable no responda nunca se eleva.", adm_p_never_asked: "Dice qué se pregunta, pero no se pregunta a nadie: escriba tras cuánto tiempo.",
    adm_p_levels_order: "Este nivel no es posterior al anterior; escriba un tiempo mayor o cambie el orden.", adm_p_raised_early: "Este nivel toma el relevo antes de que pase el plazo prometido.",
    adm_p_no_promise: "Este nivel no promete nada, ni tampoco su política; escriba un plazo, como 24h, en uno de los dos.",
  },
});

/** What is wrong and what to write instead, for a person. */
export function said({ code, values, what, instead }) {
  if (!code) return [what, instead].filter(Boolean).join("; ");
  return [t(`adm_p_${code}`, values), values.near && t("adm_near", values)].filter(Boolean).join(" ");
}
