// Elements without markup in strings, so that nothing that a customer wrote is ever taken for markup.

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "path", "circle", "line", "rect", "g", "polyline"]);

/**
 * An element. Properties: class, on… (listeners), data-… and aria-… and other attributes; true is an empty
 * attribute, false, null and undefined none. Children: nodes, strings, numbers, lists of them; empty ones
 * are left out.
 */
export function h(name, properties = {}, ...children) {
  const element = DRAWN.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value") element.value = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

const ICONS = {
  ear: "M8 13c0-5 3.5-9 8.5-9S25 8 25 12.5c0 6-5 6.5-5 10.5 0 3-1.5 5-4.5 5-2 0-3.5-1-4-2.5M13 13c0-2 1.5-4 3.5-4s3.5 1.5 3.5 3.5c0 3-3.5 2.5-3.5 6",
  sms: "M5 7h22v15H14l-6 5v-5H5zM11 14.5h.1M16 14.5h.1M21 14.5h.1",
  web: "M4 7h24v18H4zM4 13h24M8 10h.1M12 10h.1",
  email: "M4 7h24v18H4zM4 8l12 9 12-9",
  phone: "M9 4l4 7-3 3c1.500 3.500 4.500 6.500 8 8l3-3 7 4-2 5c-11 1-23-11-22-22z",
  in_person: "M16 15a5 5 0 1 0 0-10 5 5 0 0 0 0 10M6 28c0-6 4-9 10-9s10 3 10 9",
  letter: "M7 4h13l6 6v18H7zM20 4v6h6M12 16h9M12 21h9",
  social: "M11 17a4 4 0 1 0 0-.1M21 13a4 4 0 1 0 0-.1M21 27a4 4 0 1 0 0-.1M14.500 15l4-3M14.500 18.500l4 3",
  search: "M14 23a9 9 0 1 0 0-18 9 9 0 0 0 0 18M21 21l7 7",
  down: "M9 13l7 7 7-7",
  tick: "M6 17l7 7L26 9",
  together: "M16 5l12 6-12 6L4 11zM4 17l12 6 12-6M4 23l12 6 12-6",
};

/** A drawing that says nothing to screen readers: the words stand beside it. */
export function icon(name) {
  return h("svg", { class: "icon", viewBox: "0 0 32 32", "aria-hidden": "true" }, h("path", { d: ICONS[name] ?? "" }));
}

/** Make `parent` hold exactly `wanted`, in that order, without touching what already stands right. */
export function arrange(parent, wanted) {
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  wanted.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
}
