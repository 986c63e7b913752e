// The console's shell: who is signed in, which page is shown, and what every page is handed.
//
// A page is a module with a row in pages.js. It exports
//
//   styles = ["feedback.css"]                  style sheets of its own, loaded before it is shown (optional)
//   async show(el, params, context)            fill `el`, an empty <div> in <main>, with an <h1>
//   update(params)                             the address changed, but not the path (optional: else show again)
//   leave()                                    stop what goes on: called before another page is shown
//
// params    path: what stands behind the page's name, as ["GXQ-41TM"]; query: {do: "reply"}, {scope: "mine"}
// context
//   root                 path of the site, as "/" or "/api/": for addresses that no function here makes
//   me                   what GET /v1/me answered: email, name, roles, teams; me.is("lead", "admin") asks
//   api.get(path, query) the answer's document; null if it has not changed since this page last asked
//                        with {fresh: false}; path as "v1/feedback/GXQ-41TM". Throws ApiError (api.js):
//                        status (0: no connection), error, message, fields
//   api.post(path, body), api.put(path, body), api.delete(path)
//                        a change; a body that is to have a `key` takes one from api.key()
//   follow(ask, tell)    calls tell(await ask()) now and every 4 s, not while hidden; null is not told.
//                        Returns {now(), stop()}; stopped by leaving. The shell says when it is stale.
//   t(key, values)       words in the member's language; {name} filled in; plurals by values.n
//   locale               "en-GB", "pt-BR" or "es". A page's own words: addWords({"en-GB": {...}, ...}), words.js
//   toast(text, {action, does, seconds, bad})  says something for a while; with a button, if there is an action
//   say(text)            for screen readers only, politely
//   go(hash)             to another page, as "#/queue?scope=mine"
//   title(text, n)       of the window, with a count in front
//   keys({r: ["key_reply", () => …]})          single keys while this page is shown, with their words for the help
//   now()                the server's clock as a Date
//
// Elements are made by h() (dom.js), instants and spans of time written by when.js. No inline styles in
// markup (the content security policy refuses them): element.style.setProperty("--share", …) is allowed.
// Look: tokens.css. Parts for all pages (.card, .button, .quiet, .chip, .field, .bar, .notice, .empty,
// .soft, .table): console.css. Routes: #/queue, #/feedback/REF, #/record, #/incidents, #/reports, #/admin/….
