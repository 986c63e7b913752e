// What a colleague is called where there is little room.

/** The name, or the address without its domain where no name is known. */
export function shortName({ email, name }) {
  return name === email ? email.split("@")[0] : name;
}
