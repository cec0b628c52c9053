// What keys do, and the list of them; loaded with the first key that somebody presses, and with the page of search. It stands on dateline.js, and brings what the list needs (data.js,
// keys.css).

"use strict";

/** Focuses the next or previous link to an event; the first where none has the focus. */
function step(by) {
  const links = $$("main .card .title a, main .briefs a").filter((link) => link.checkVisibility());
  const at = links.indexOf(document.activeElement);
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const follow = (selector) => $(selector)?.click();

/** The masthead's link to the search; a site may have none. */
const SEARCH = '.masthead a[href$="search.html"]';

const keys = {
  j: () => step(1),
  k: () => step(-1),
  "[": () => follow('main a[rel="prev"]'),
  "]": () => follow('main a[rel="next"]'),
  "/": () => ($("form.search [name=q]") ? $("form.search [name=q]").focus() : follow(SEARCH)),
  ".": copyAddress,
  "?": help,
  "g h": () => follow(".brand a"),
  "g a": () => follow('.masthead a[href$="articles/index.html"]'),
  "g s": () => follow(SEARCH),
};

let before = "";
globalThis.answer = (key) => {
  const action = keys[before + key] ?? keys[key];
  before = key === "g" ? "g " : "";
  action?.();
};

/** Shows the list, made when it is shown for the first time. */
async function help() {
  if (!$("#_keys")) {
    if (!globalThis.dateline) await bring("data");
    document.body.append(made(await load("words")));
  }
  $("#_keys").showModal();
}

function made(words) {
  const known = Object.keys(keys).filter((key) => $(SEARCH) || !["/", "g s"].includes(key));
  const rows = known.flatMap((key) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, words.keys[key] ?? "")]);
  const box = element("input", { type: "checkbox", checked: !areOff() });
  box.addEventListener("change", () => switchKeys(box.checked));
  const dialog = element("dialog", { id: "_keys", "aria-labelledby": "_keys-title" });
  dialog.append(
    element("link", { rel: "stylesheet", href: new URL("assets/keys.css", root).href }),
    element("h2", { id: "_keys-title" }, words.title),
    element("dl", {}, ...rows),
    element("p", {}, element("label", {}, box, ` ${words.on}`)),
    element("form", { method: "dialog" }, element("button", { autofocus: true }, words.close)),
  );
  return dialog;
}

function switchKeys(areOn) {
  try {
    localStorage.setItem(KEYS_OFF, areOn ? "on" : "off");
  } catch {
    // Then they are on again on the next page.
  }
}

pressed.forEach(answer);
