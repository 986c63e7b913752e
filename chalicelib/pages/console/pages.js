// Every page of the console: the first part of the address, its module, who finds it in the navigation.

const ANSWER = ["agent", "lead", "ombudsman"];
const MEASURE = ["lead", "ombudsman", "manager", "admin"];
const SEE_ALL = ["ombudsman", "manager", "admin"];
const OVERSEE = ["ombudsman", "manager", "admin"];

export const PAGES = [
  // name, module, key of its words in the navigation (absent: not in it), roles (absent: all), "g" + key
  { name: "queue", module: "./queue.js", label: "nav_queue", key: "q" },
  { name: "feedback", module: "./feedback.js" },
  { name: "incidents", module: "./incidents.js", label: "nav_incidents", key: "i" },
  { name: "record", module: "./record.js", label: "nav_record", key: "n", roles: ANSWER },
  { name: "reports", module: "./reports.js", label: "nav_reports", key: "r", roles: MEASURE },
  { name: "arrivals", module: "./arrivals.js", roles: OVERSEE },
  { name: "evidence", module: "./evidence.js", label: "nav_evidence", key: "e", roles: SEE_ALL },
  { name: "posters", module: "./posters.js", label: "nav_posters", key: "p" },
  { name: "admin", module: "./admin.js", label: "nav_admin", key: "a", roles: ["admin"] },
];

export const HOME = "#/queue";

export { ANSWER, MEASURE };
