// A reference as it is read out: each letter with its word of the ICAO alphabet, which is the same everywhere.

const WORDS = [
  "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima",
  "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor", "Whiskey",
  "X-ray", "Yankee", "Zulu",
];

/** [["K", "Kilo"], ["7", null], …]: the characters of a reference, its hyphen left out. */
export function spelled(reference) {
  return [...reference.replaceAll("-", "")].map((letter) => [letter, WORDS[letter.charCodeAt(0) - 65] ?? null]);
}
