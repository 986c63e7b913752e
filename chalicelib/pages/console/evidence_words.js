// What the page of evidence says around the document, which comes in the member's language.

import { addWords } from "./words.js";

addWords({
  "en-GB": {
    ev_title: "Evidence", ev_from: "From", ev_to: "To", ev_show: "Show", ev_print: "Print", ev_pdf: "As PDF",
    ev_export: "Data for other programs", ev_export_lead: "A file for a spreadsheet or another program. It is kept who took what, and when.",
    ev_what: "What", ev_feedback: "Feedback", ev_timeline: "Timelines", ev_facts: "Measured facts", ev_surveys: "Ratings", ev_format: "Format", ev_csv: "CSV, for spreadsheets", ev_jsonl: "JSON Lines",
    ev_personal: "With words, names and contact points", ev_personal_hint: "Keep such a file safe, and delete it when it has served.", ev_take: "Make the file",
    ev_rows: { one: "{n} row so far", other: "{n} rows so far" }, ev_done: { one: "The file has {n} row.", other: "The file has {n} rows." }, ev_stop: "Stop",
  },
  "pt-BR": {
    ev_title: "Evidências", ev_from: "De", ev_to: "Até", ev_show: "Mostrar", ev_print: "Imprimir", ev_pdf: "Em PDF",
    ev_export: "Dados para outros programas", ev_export_lead: "Um arquivo para uma planilha ou outro programa. Fica guardado quem levou o quê, e quando.",
    ev_what: "O quê", ev_feedback: "Manifestações", ev_timeline: "Históricos", ev_facts: "Fatos medidos", ev_surveys: "Avaliações", ev_format: "Formato", ev_csv: "CSV, para planilhas", ev_jsonl: "JSON Lines",
    ev_personal: "Com palavras, nomes e contatos", ev_personal_hint: "Guarde bem esse arquivo e apague-o quando tiver servido.", ev_take: "Criar o arquivo",
    ev_rows: { one: "{n} linha até agora", other: "{n} linhas até agora" }, ev_done: { one: "O arquivo tem {n} linha.", other: "O arquivo tem {n} linhas." }, ev_stop: "Parar",
  },
  es: {
    ev_title: "Evidencias", ev_from: "Desde", ev_to: "Hasta", ev_show: "Mostrar", ev_print: "Imprimir", ev_pdf: "En PDF",
    ev_export: "Datos para otros programas", ev_export_lead: "Un archivo para una hoja de cálculo u otro programa. Se guarda quién se llevó qué, y cuándo.",
    ev_what: "Qué", ev_feedback: "Comentarios", ev_timeline: "Historiales", ev_facts: "Hechos medidos", ev_surveys: "Valoraciones", ev_format: "Formato", ev_csv: "CSV, para hojas de cálculo", ev_jsonl: "JSON Lines",
    ev_personal: "Con palabras, nombres y contactos", ev_personal_hint: "Guarde bien ese archivo y bórrelo cuando haya servido.", ev_take: "Crear el archivo",
    ev_rows: { one: "{n} fila hasta ahora", other: "{n} filas hasta ahora" }, ev_done: { one: "El archivo tiene {n} fila.", other: "El archivo tiene {n} filas." }, ev_stop: "Parar",
  },
});
