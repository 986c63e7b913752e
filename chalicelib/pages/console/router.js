// Addresses behind the #: which page, with what.

/** "#/feedback/GXQ-41TM?do=reply" as {name, path, query}; the name is empty where there is none. */
export function parse(hash) {
  const [way, search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [name = "", ...path] = way.split("/").map(plain).filter(Boolean);
  return { name: name ?? "", path, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** The other way round; what is empty is left out. */
export function address(name, path = [], query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(given).toString();
  return `#/${[name, ...path].map(encodeURIComponent).join("/")}${search ? `?${search}` : ""}`;
}

/** A piece of a mangled link is taken as it stands. */
function plain(piece) {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}
