// On a narrow screen one part is shown at a time; the others count what is new in them.

import { $, read, state } from "/dev/tools.js";

export function badges() {
  const unread = state.left.filter((m) => m.channel === "email" && !read.has(m.provider_id)).length;
  const counts = { mailbox: unread, phone: document.body.dataset.view === "phone" ? 0 : state.freshTexts, clock: 0 };
  for (const button of $("views").children) {
    const badge = button.querySelector("b");
    badge.textContent = counts[button.dataset.show];
    badge.hidden = !counts[button.dataset.show];
    button.setAttribute("aria-pressed", String(button.dataset.show === document.body.dataset.view));
  }
  document.title = unread ? `(${unread}) Ouvido simulator` : "Ouvido simulator";
}

export function show(view) {
  document.body.dataset.view = view;
  if (view === "phone") {
    state.freshTexts = 0;
    $("texts").scrollTop = $("texts").scrollHeight;
  }
  badges();
}
