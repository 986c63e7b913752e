(() => {
  "use strict";
  // The draft lives as long as the tab, each touchpoint's by itself. What was sent but not answered lives
  // longer, until it arrived: its client id makes sending it twice the same as once.
  const DRAFT = "ouvido-draft/", UNSENT = "ouvido-unsent", NAMES = ["text", "phone", "email", "rating", "kind"];
  const DAYS = 7 * 864e5, EVERY = 15e3;
  // How long sending may take: the server gives up after 30 s, but a photo has to get there first.
  const WORDS_TAKE = 3e4, PHOTO_TAKES = 3e5;
  const attempt = (act) => { try { return act(); } catch { return null; } };
  const unsent = () => (attempt(() => JSON.parse(localStorage[UNSENT])) || [])
    .filter((one) => Date.now() - one.at < DAYS);
  const store = (all) => attempt(() => { localStorage[UNSENT] = JSON.stringify(all); return true; });
  const drop = (id) => store(unsent().filter((one) => one.id !== id));

  const wire = (root) => {
    const copy = root.querySelector("[data-copy]");
    if (!copy || !navigator.clipboard) return;
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copy.dataset.copy);
      copy.textContent = copy.dataset.copied;
    });
  };
  wire(document);
  const sent = document.querySelector("[data-sent]");
  if (sent) {
    attempt(() => sessionStorage.removeItem(DRAFT + sent.dataset.about));
    drop(sent.dataset.sent);
  }

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const fields = NAMES.map((name) => form.elements[name]), id = form.elements.client_id.value;
  const draft = DRAFT + form.dataset.draft, button = form.querySelector("button"), label = button.textContent;
  const notice = document.querySelector("#unsent");
  let kept = false, leaving = false;
  if (document.querySelector("[role=alert]")) drop(id); // it was answered: the words are here again
  if (fields.every((field) => !field.value)) {
    const typed = attempt(() => JSON.parse(sessionStorage.getItem(draft))) || [];
    fields.forEach((field, i) => { field.value = typed[i] || ""; });
  }
  const photo = () => form.elements.photo.files[0];
  // `busy`: until when other tabs leave it to this page.
  const keep = (busy = 0) => {
    const said = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const others = unsent().filter((one) => one.id !== id);
    const own = { id, at: Date.now(), to: form.action, said, busy, pictured: !!photo() };
    return store([...others.slice(-4), own]);
  };
  form.addEventListener("input", () => {
    attempt(() => sessionStorage.setItem(draft, JSON.stringify(fields.map((one) => one.value))));
    if (kept) keep();
  });
  const ready = () => {
    button.removeAttribute("aria-disabled");
    button.textContent = label;
  };
  const busy = () => {
    button.ariaDisabled = "true";
    button.textContent = button.dataset.sending;
  };
  const reached = () => navigator.onLine && fetch(location.href, {
    method: "HEAD", cache: "no-store", signal: AbortSignal.timeout?.(8000),
  }).then(() => true, () => false);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.ariaDisabled) return;
    busy();
    const takes = photo() ? PHOTO_TAKES : WORDS_TAKE;
    if (!keep(Date.now() + takes) || await reached()) {
      leaving = true;
      setTimeout(ready, takes); // for whoever told the browser to stop
      return form.submit();
    }
    kept = true;
    leaving = false;
    keep();
    ready();
    notice.hidden = false;
    notice.querySelector("[data-photo]").hidden = !photo();
    notice.focus();
  });

  const show = async (answer, one) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.querySelector("main");
    for (const name of ["href", "action"])
      for (const element of main.querySelectorAll(`[${name}]`)) {
        const address = element.getAttribute(name);
        if (!address.startsWith("#")) element.setAttribute(name, new URL(address, answer.url));
      }
    const told = main.querySelector("[data-sent]");
    if (!told) document.querySelector("main").replaceChildren(...main.childNodes);
    else if (one.id === id) {
      attempt(() => sessionStorage.removeItem(draft));
      notice.hidden = true;
      form.replaceWith(told);
    } else form.before(told);
    wire(document);
    const heading = (told || document).querySelector("h1,[role=alert]");
    if (heading) { heading.tabIndex = -1; heading.focus(); }
  };
  // Only the page on which a photo was chosen has it.
  const send = async (one) => {
    const own = one.id === id, body = new FormData(), picture = own && photo();
    for (const [name, value] of one.said) body.append(name, value);
    if (picture) body.append("photo", picture);
    else if (one.pictured) body.append("photo_left", "1");
    if (own) busy();
    try {
      return await fetch(one.to, { method: "POST", body });
    } finally {
      if (own) ready();
    }
  };
  let sending = false;
  const flush = async () => {
    if (sending || button.ariaDisabled || !navigator.onLine) return;
    sending = true;
    try {
      for (const one of unsent()) {
        if (one.id === id ? leaving : one.busy > Date.now()) continue;
        const answer = await send(one);
        if (answer.status === 429 || answer.status > 499) break;
        drop(one.id);
        await show(answer, one);
      }
    } catch {} // still no connection: it is tried again
    sending = false;
  };
  addEventListener("online", flush);
  setInterval(flush, EVERY);
  addEventListener("pageshow", () => { // also after going back, when the photo is chosen again
    leaving = false;
    ready();
    flush();
  });
})();
