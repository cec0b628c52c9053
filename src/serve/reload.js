// Keeps an open page of the preview up to date. Served by the preview only; a built site does not hold it.
//
// The server tells the version of this page's bytes, what other files changed, and what is wrong. The page takes in its bytes anew where their
// version is another, in place (renew.js) or by a reload, and style sheets and pictures where they changed, and shows errors over what it last showed.
(() => {
  const { script, renew, replace } = renewal;
  const { number } = script.dataset;
  let { version } = script.dataset;
  const own = new URL(".", script.src);
  const known = new Map();
  let stream = null;
  let wanted = version;
  let isBusy = false;

  function open() {
    if (stream) return;
    stream = new EventSource(new URL("live" + location.pathname, own));
    stream.addEventListener("news", (event) => hear(JSON.parse(event.data)));
  }

  // A browser keeps only a few connections to one server: pages that nobody sees need none, and hear everything later.
  function close() {
    stream?.close();
    stream = null;
  }

  async function hear(news) {
    showErrors(news.errors);
    wanted = news.version;
    await follow();
    for (const [path, since] of Object.entries(news.changed)) {
      if (since > Number(number) && known.get(path) !== since) {
        known.set(path, since);
        refresh(path, since);
      }
    }
  }

  /** Takes in the page's newest bytes, one version after another. */
  async function follow() {
    if (isBusy) return;
    isBusy = true;
    while (wanted !== version) {
      const asked = wanted;
      version = await renew().catch(() => undefined);
      if (version === undefined) {
        close();
        location.reload();
        return;
      }
      known.clear(); // What is new in the page may be from before.
      if (wanted === asked) break; // The page may be newer than the news; those are on their way.
    }
    isBusy = false;
  }

  /** Takes in anew what stands at a path: style sheets and pictures in place, scripts with the whole page. */
  function refresh(path, since) {
    const isMeant = (address) => decodeURIComponent(new URL(address, location.href).pathname) === path;
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      if (isMeant(link.href)) replaceStyle(link, since);
    }
    for (const image of document.images) {
      if (image.src && isMeant(image.src)) image.src = renewed(image.src, since);
    }
    for (const script of document.scripts) {
      if (script.src && isMeant(script.src)) location.reload();
    }
  }

  // The old style sheet stays until the new one is there, so that the page is never seen without.
  function replaceStyle(link, since) {
    const next = link.cloneNode();
    next.href = renewed(link.href, since);
    next.addEventListener("load", () => {
      link.remove();
      replace(link, next);
    });
    next.addEventListener("error", () => next.remove());
    link.after(next);
  }

  function renewed(address, since) {
    const url = new URL(address);
    url.search = `?${since}`;
    return url.href;
  }

  /** Errors in a part of their own, out of reach of the page's styles. All of it is text, never HTML. */
  function showErrors(errors) {
    document.getElementById("dateline-errors")?.remove();
    if (errors.length === 0) return;
    const host = document.createElement("div");
    host.id = "dateline-errors";
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("overlay.css", own).href;
    const panel = element("section", "");
    panel.setAttribute("role", "alert");
    const heading = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    const button = element("button", "Close");
    button.type = "button";
    button.addEventListener("click", () => host.remove());
    panel.append(element("h2", heading), element("p", "What you see below is the last version without errors."), button);
    panel.append(...errors.map((error) => element("pre", error.trim())));
    host.attachShadow({ mode: "open" }).append(style, panel);
    document.documentElement.append(host);
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  if (!document.hidden) open();
})();
