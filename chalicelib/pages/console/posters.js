// Posters, stickers and seat-back cards: find the touchpoint, take the file for the printer.

import { h } from "./dom.js";
import { failed } from "./why.js";
import { addWords } from "./words.js";

addWords({
  "en-GB": {
    posters_title: "Posters", posters_find: "Which touchpoint? Number or name",
    posters_lead: "Each is in its touchpoint’s language, with its code, number and address.",
    posters_a4: "Poster, A4", "posters_a6-sheet": "Four stickers, A6", "posters_seat-back": "Seat-back card",
    posters_none: "No touchpoint has that number or name.",
  },
  "pt-BR": {
    posters_title: "Cartazes", posters_find: "Qual ponto de contato? Número ou nome",
    posters_lead: "Cada um sai no idioma do ponto de contato, com o código, o número e o endereço dele.",
    posters_a4: "Cartaz, A4", "posters_a6-sheet": "Quatro adesivos, A6", "posters_seat-back": "Cartão do encosto",
    posters_none: "Nenhum ponto de contato tem esse número ou nome.",
  },
  es: {
    posters_title: "Carteles", posters_find: "¿Qué punto de contacto? Número o nombre",
    posters_lead: "Cada uno está en el idioma de su punto de contacto, con su código, su número y su dirección.",
    posters_a4: "Cartel, A4", "posters_a6-sheet": "Cuatro pegatinas, A6", "posters_seat-back": "Tarjeta de respaldo",
    posters_none: "Ningún punto de contacto tiene ese número o nombre.",
  },
});

export const styles = ["posters.css"];

const SIZES = ["a4", "a6-sheet", "seat-back"];
const LOOK_UP_MS = 150;

/** Show the list. */
export async function show(el, params, context) {
  const { t } = context;
  context.title(t("posters_title"));
  let timer = 0, newest = 0;
  const list = h("div", { class: "posters-list", "aria-live": "polite" });
  const input = h("input", { id: "posters-find", type: "search", autocomplete: "off", oninput: later });
  el.replaceChildren(h("h1", {}, t("posters_title")), h("p", { class: "soft" }, t("posters_lead")),
    h("p", { class: "field posters-field" }, h("label", { for: "posters-find" }, t("posters_find")), input), list);
  await look();

  function later() {
    clearTimeout(timer);
    timer = setTimeout(look, LOOK_UP_MS);
  }

  async function look() {
    const mine = newest += 1;
    const { items } = await context.api.get("v1/places", { text: input.value.trim() });
    if (mine !== newest) return; // an older answer that came late
    list.replaceChildren(...(items.length ? items.map(place) : [h("p", { class: "empty" }, t("posters_none"))]));
  }

  function place(one) {
    return h("section", { class: "card" }, h("h2", { dir: "auto" }, one.name),
      h("p", { class: "posters-sizes" }, SIZES.map((size) => h("button", { class: "button quiet", type: "button",
        "aria-label": `${t(`posters_${size}`)}: ${one.name}`, onclick: () => take(one.id, size) }, t(`posters_${size}`)))));
  }

  async function take(id, size) {
    try {
      const file = await context.api.get(`v1/touchpoints/${encodeURIComponent(id)}/poster`, { size });
      const bytes = Uint8Array.from(atob(file.content), (letter) => letter.charCodeAt(0));
      const address = URL.createObjectURL(new Blob([bytes], { type: file.media_type }));
      h("a", { href: address, download: file.name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60e3);
    } catch (error) {
      if (error.status === undefined) throw error;
      context.toast(failed(error, t), { bad: true });
    }
  }
}
