// What is asked for again and again, so that a page changes by itself. A page that nobody looks at asks for
// nothing, and asks at once when it is looked at again.

/** What a window that has just been signed in again writes down on the device, so that others go on. */
export const SIGNED_IN = "ouvido-signed-in";

const EVERY_MS = 4_000;
const LONGEST_MS = 30_000;

/** Call tell(await ask()) now and every few seconds; errors go to `failed` and make the pauses longer. */
export function follow(ask, tell, failed = () => {}, every = EVERY_MS) {
  let timer = 0;
  let failures = 0;
  let isStopped = false;
  let round = 0;

  async function now() {
    clearTimeout(timer);
    const mine = ++round; // an answer to an older question is not told any more
    try {
      const answer = await ask();
      if (isStopped || mine !== round) return;
      failures = 0;
      if (answer !== null) tell(answer);
    } catch (error) {
      if (isStopped || mine !== round) return;
      failures += 1;
      failed(error);
    }
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(now, Math.min(every * 2 ** Math.min(failures, 3), LONGEST_MS));
  }

  function look() {
    if (document.hidden) clearTimeout(timer);
    else now();
  }

  function heard(event) {
    if (event.key === SIGNED_IN) now();
  }

  function stop() {
    isStopped = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
    removeEventListener("online", now);
    removeEventListener("focus", look);
    removeEventListener("storage", heard);
  }

  document.addEventListener("visibilitychange", look);
  addEventListener("online", now);
  addEventListener("focus", look);
  addEventListener("storage", heard);
  now();
  return { now, stop };
}
