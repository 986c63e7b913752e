// A file that the console made, into the browser's folder of downloads.

import { h } from "./dom.js";

const KEPT_MS = 60_000;

export function save(content, type, name) {
  const parts = Array.isArray(content) ? content : [content];
  const at = URL.createObjectURL(new Blob(parts, { type }));
  h("a", { href: at, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(at), KEPT_MS);
}
