// Puts the new bytes of an open page in the place of the old ones, changing only what differs, so that the rest stays as its reader left it: scroll, focus,
// what is unfolded. Served by the preview only, as the first part of reload.js; not for when that is to happen, which stands there.
//
// What the old and the new bytes make is compared, never what scripts have made of the page since. A script is not run again, so a page is
// left to a reload unless each of its scripts says by `data-in-place` that it needs no more than the document to listen on.
const renewal = (() => {
  const script = document.currentScript;
  /** What stands in the page for each node that its bytes made; the same for the bytes that are taken in. */
  let shown = new Map();
  let coming = shown;
  let before = document.documentElement;
  script.remove();
  before = pair(before.cloneNode(true), before);

  /** Notes that `live`, and what is in it, stands in the page for `made`, and what is in it. */
  function pair(made, live) {
    coming.set(made, live);
    made.childNodes.forEach((child, at) => pair(child, live.childNodes[at]));
    return made;
  }

  /** The same for `next`, which is equal to `made`. */
  function keep(made, next) {
    coming.set(next, shown.get(made));
    next.childNodes.forEach((child, at) => keep(made.childNodes[at], child));
  }

  const isData = ({ type }) => /^(application\/([a-z]+\+)?json|text\/(html|plain|template))$/i.test(type);
  const run = (root) => [...root.querySelectorAll("script")].filter((one) => !isData(one));
  const isOurs = (one) => one.src.startsWith(new URL(".", script.src).href);
  const written = (root) => [...run(root), ...root.querySelectorAll("meta[http-equiv]")].map((one) => one.outerHTML).join();
  // What is in a template is not among its nodes, films do not look for their sources again, and a head with elements for pages without scripts
  // is read otherwise where none run.
  const isHard = (root) => root.querySelector("template, source, track, head noscript, noscript link, noscript style") !== null;

  /** Takes in the page's new bytes. Gives their version, or nothing where a reload is needed. */
  async function renew() {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected || !/^text\/html/.test(answer.headers.get("content-type"))) return undefined;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const version = withoutOurs(next);
    const lasts = run(before).every((one) => isOurs(one) || "inPlace" in one.dataset) && written(before) === written(next);
    if (!lasts || isHard(before) || isHard(next)) return undefined;
    coming = new Map();
    put(before, next.documentElement);
    before = next.documentElement;
    shown = coming;
    return version;
  }

  /** Leaves a document as ours is when this script runs. Gives the version that it is of. */
  function withoutOurs(next) {
    const own = [...next.scripts].find((one) => one.getAttribute("src") === script.getAttribute("src"));
    while (own?.nextSibling) own.nextSibling.remove();
    own?.remove();
    while (next.body.nextSibling) next.body.nextSibling.remove();
    // Text where scripts run, elements where they do not.
    for (const one of next.querySelectorAll("noscript")) one.textContent = one.innerHTML;
    return own?.dataset.version;
  }

  /** Makes what the page shows for `made` into what it is to show for `next`, a node of the same name. */
  function put(made, next) {
    const live = shown.get(made);
    coming.set(next, live);
    if (next.nodeType !== Node.ELEMENT_NODE) {
      if (made.data !== next.data) live.data = next.data;
      return;
    }
    for (const { name } of made.attributes) if (!next.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value, namespaceURI } of next.attributes) {
      if (made.getAttribute(name) !== value) live.setAttributeNS(namespaceURI, name, value);
    }
    putChildren([...made.childNodes], [...next.childNodes], live);
  }

  function putChildren(made, next, live) {
    let [start, end] = [0, 0];
    const shortest = Math.min(made.length, next.length);
    while (start < shortest && made[start].isEqualNode(next[start])) keep(made[start], next[start++]);
    while (end < shortest - start && made.at(-1 - end).isEqualNode(next.at(-1 - end))) keep(made.at(-1 - end), next.at(-1 - end++));
    const [old, others] = [made.slice(start, made.length - end), next.slice(start, next.length - end)];
    if (old.length === others.length && old.every((one, at) => one.nodeName === others[at].nodeName)) {
      old.forEach((one, at) => put(one, others[at]));
      return;
    }
    // Behind what came before, since scripts add to the end.
    const last = start > 0 ? shown.get(made[start - 1]) : null;
    old.forEach((one) => shown.get(one).remove());
    const begun = others.map((one) => document.importNode(one, true));
    others.forEach((one, at) => pair(one, begun[at]));
    last ? last.after(...begun) : live.prepend(...begun);
  }

  /** Takes note that an element of the page stands there instead of another. */
  function replace(old, live) {
    for (const [made, known] of shown) if (known === old) shown.set(made, live);
  }

  return { script, renew, replace };
})();
