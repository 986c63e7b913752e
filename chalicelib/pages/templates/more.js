(() => {
  "use strict";
  // Words for the private page wait on this device until they are there, under the client id that makes
  // sending them twice the same as once.
  const form = document.querySelector("form[data-more]");
  if (!form) return;
  const KEPT = `ouvido-more ${form.action}`, DAYS = 7 * 864e5, EVERY = 15e3;
  const { text, photo, client_id: id } = form.elements;
  const button = form.querySelector("button"), label = button.textContent;
  const notice = document.querySelector("#unsent");
  const attempt = (act) => { try { return act(); } catch { return null; } };
  const forget = () => attempt(() => localStorage.removeItem(KEPT));
  const keep = () => attempt(() => {
    const said = { at: Date.now(), id: id.value, text: text.value, pictured: !!photo.files[0] };
    localStorage[KEPT] = JSON.stringify(said);
  });
  let waits = false;

  const send = async () => {
    if (button.ariaDisabled) return;
    button.ariaDisabled = "true";
    button.textContent = button.dataset.sending;
    keep();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
      if (answer.status !== 429 && answer.status < 500) forget();
      if (answer.redirected) location.replace(answer.url);
      else form.submit(); // the server's own page says what is wrong
      return;
    } catch {} // no connection: it is tried again
    button.removeAttribute("aria-disabled");
    button.textContent = label;
    notice.querySelector("[data-photo]").hidden = !photo.files[0];
    if (notice.hidden) {
      notice.hidden = false;
      notice.focus();
    }
    waits = true;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  form.addEventListener("input", () => { if (waits) keep(); });
  const again = () => { if (waits && navigator.onLine) send(); };
  addEventListener("online", again);
  setInterval(again, EVERY);

  const before = attempt(() => JSON.parse(localStorage[KEPT]));
  if (!before?.text || Date.now() - before.at > DAYS || text.value) return;
  text.value = before.text;
  id.value = before.id;
  if (before.pictured) {
    const left = Object.assign(document.createElement("input"), { type: "hidden", name: "photo_left" });
    left.value = "1";
    form.append(left);
  }
  waits = true;
  again();
})();
