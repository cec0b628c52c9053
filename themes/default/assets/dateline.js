// What every page can do beyond being read: keys, and copying an address. The page of search has a script of its own besides (search.js).
//
// Data comes as small scripts that call `dateline(name, data)`, since those can be loaded from a folder on the disk, too, where fetch cannot.
// Nothing from the data is ever read as HTML: it becomes text nodes.

"use strict";

const root = new URL("..", document.currentScript.src);
const waiting = new Map();
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

globalThis.dateline = (name, data) => waiting.get(name)?.arrived(data);

/** The data of this name, loaded once. */
function load(name) {
  if (!waiting.has(name)) {
    const one = {};
    one.promise = new Promise((arrived, failed) => {
      one.arrived = arrived;
      const script = document.createElement("script");
      script.src = new URL(`data/search/${name}.js`, root);
      script.onload = () => script.remove();
      script.onerror = () => {
        waiting.delete(name);
        failed(new Error(name));
      };
      document.head.append(script);
    });
    waiting.set(name, one);
  }
  return waiting.get(name).promise;
}

/** An element with properties and children; texts become text nodes. */
function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Keys. Off with the switch in their list, which is remembered.

const KEYS_OFF = "dateline.keys";
const remembered = (set) => {
  try {
    return set === undefined ? localStorage.getItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, set);
  } catch {
    return null; // A browser that remembers nothing still has keys.
  }
};

/** Focuses the next or previous link to an event; the first where none has the focus. */
function step(by) {
  const links = $$("main .card .title a, main .briefs a, main #results .title a").filter((link) => link.checkVisibility());
  const at = links.indexOf(document.activeElement);
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const follow = (selector) => $(selector)?.click();
const go = (address) => location.assign(new URL(address, root));

async function copyAddress() {
  const address = $('link[rel="canonical"]')?.href ?? location.href;
  await navigator.clipboard.writeText(address);
  const button = $("button.copy");
  if (button?.dataset.done) button.textContent = button.dataset.done;
}

let before = "";
const keys = {
  j: () => step(1),
  k: () => step(-1),
  "[": () => follow('main a[rel="prev"]'),
  "]": () => follow('main a[rel="next"]'),
  "/": () => ($("form.search [name=q]") ? $("form.search [name=q]").focus() : go("search.html")),
  ".": copyAddress,
  "?": help,
  "g h": () => go("index.html"),
  "g a": () => go("articles/index.html"),
  "g s": () => go("search.html"),
};

addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping || remembered() === "off") return;
  const action = keys[`${before}${event.key}`] ?? keys[event.key];
  before = event.key === "g" && !action ? "g " : "";
  if (!action) return;
  event.preventDefault();
  action();
});

/** The list of keys. */
async function help() {
  let dialog = $("#_keys");
  if (!dialog) {
    const words = await load("words");
    const rows = Object.keys(keys).flatMap((key) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, words.keys[key] ?? "")]);
    const box = element("input", { type: "checkbox", checked: remembered() !== "off" });
    box.addEventListener("change", () => remembered(box.checked ? "on" : "off"));
    const close = element("button", { autofocus: true }, words.close);
    dialog = element("dialog", { id: "_keys", "aria-labelledby": "_keys-title" });
    dialog.append(
      element("h2", { id: "_keys-title" }, words.title),
      element("dl", {}, ...rows),
      element("p", {}, element("label", {}, box, ` ${words.on}`)),
      element("form", { method: "dialog" }, close),
    );
    document.body.append(dialog);
  }
  dialog.showModal();
}

for (const button of $$("button.keys, button.copy")) {
  button.hidden = false;
  button.addEventListener("click", button.matches(".keys") ? help : copyAddress);
}
