// The staff API as the console calls it. What has not changed is not sent again.

/** The API refused, or could not be reached: then `status` is 0. */
export class ApiError extends Error {
  constructor(status, { error = {} } = {}) {
    super(error.message ?? "no connection");
    this.status = status;
    this.code = error.code ?? "";
    this.fields = error.fields ?? {};
  }
}

const PATIENCE_MS = 20_000;

export class Api {
  #root;
  #tags = new Map(); // address -> [ETag, document]
  #heard;

  /** `heard(status)` is told of every answer: 0 where there was none. */
  constructor(root, heard = () => {}) {
    this.#root = root;
    this.#heard = heard;
  }

  /** A document. With {fresh: false}: null where it is the same as last time. */
  async get(path, query = {}, { fresh = true } = {}) {
    const address = this.#address(path, query);
    const [tag, known] = this.#tags.get(address) ?? [];
    const answer = await this.#send(address, "GET", tag ? { "If-None-Match": tag } : {});
    if (answer.status === 304) return fresh ? structuredClone(known) : null;
    const document = await this.#document(answer);
    if (answer.headers.get("ETag")) {
      if (this.#tags.size > 50) this.#tags.clear();
      this.#tags.set(address, [answer.headers.get("ETag"), document]);
    }
    return structuredClone(document);
  }

  /** A change. */
  post(path, body = {}) { return this.#change("POST", path, body); }
  put(path, body = {}) { return this.#change("PUT", path, body); }
  delete(path) { return this.#change("DELETE", path); }

  /** A new key: sent twice with the same one, a change happens once. */
  key() { return crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`; }

  async #change(method, path, body) {
    const content = body === undefined ? {} : { "Content-Type": "application/json" };
    const answer = await this.#send(this.#address(path), method, { "X-Ouvido": "console", ...content },
      body === undefined ? undefined : JSON.stringify(body));
    return this.#document(answer);
  }

  #address(path, query = {}) {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
    const search = new URLSearchParams(given).toString();
    return `${this.#root}${path}${search ? `?${search}` : ""}`;
  }

  async #send(address, method, headers, body) {
    let answer;
    try {
      answer = await fetch(address, { method, headers, body, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch {
      this.#heard(0);
      throw new ApiError(0);
    }
    this.#heard(answer.status);
    return answer;
  }

  async #document(answer) {
    const document = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new ApiError(answer.status, document);
    return document;
  }
}
