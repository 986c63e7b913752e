(() => {
  "use strict";
  const KEY = "ouvido-draft", NAMES = ["text", "phone", "email"];
  const stored = (act) => { try { return act(sessionStorage); } catch { return null; } };
  if (document.querySelector("[data-sent]")) stored((s) => s.removeItem(KEY));

  const form = document.querySelector("form[data-draft]");
  if (form) {
    const fields = NAMES.map((name) => form.elements[name]);
    const button = form.querySelector("button"), label = button.textContent;
    if (fields.every((field) => !field.value)) {
      const draft = stored((s) => JSON.parse(s.getItem(KEY))) || [];
      fields.forEach((field, i) => { field.value = draft[i] || ""; });
    }
    form.addEventListener("input", () =>
      stored((s) => s.setItem(KEY, JSON.stringify(fields.map((field) => field.value)))));
    form.addEventListener("submit", (event) => {
      if (button.ariaDisabled) return event.preventDefault();
      button.ariaDisabled = "true";
      button.textContent = button.dataset.sending;
      setTimeout(ready, 10000);
    });
    const ready = () => {
      button.removeAttribute("aria-disabled");
      button.textContent = label;
    };
    addEventListener("pageshow", ready);
  }

  const copy = document.querySelector("[data-copy]");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copy.dataset.copy);
      copy.textContent = copy.dataset.copied;
    });
  }
})();
