// What every page can do beyond being read: copying its address, and keys. What keys do comes with the first of them (keys.js); the page of search has
// scripts of its own besides (data.js, search.js).

"use strict";

const root = new URL("..", document.currentScript.src);
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Loads a script of the theme. */
function bring(name) {
  return new Promise((onload, onerror) => {
    const src = new URL(`assets/${name}.js`, root);
    document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror }));
  });
}

async function copyAddress() {
  await navigator.clipboard.writeText($('link[rel="canonical"]')?.href ?? location.href);
  const button = $("button.copy");
  if (button?.dataset.done) button.textContent = button.dataset.done;
}

// Keys. Off with the switch in their list, which is remembered.

const KEYS_OFF = "dateline.keys";
const pressed = []; // Until their script has come.
let isSecond = false;

function press(key) {
  if (globalThis.answer) answer(key);
  else if (pressed.push(key) === 1) bring("keys").catch(() => pressed.splice(0)); // The next one asks for it again.
}

/** True where a reader has switched keys off. */
function areOff() {
  try {
    return localStorage.getItem(KEYS_OFF) === "off";
  } catch {
    return false; // A browser that remembers nothing still has keys.
  }
}

addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
  const isTyping = target.closest?.("input, textarea, select, [contenteditable], dialog");
  if (ctrlKey || metaKey || altKey || isComposing || isTyping || key.length > 1) return;
  const isKnown = "jk[]/.?g".includes(key) || (isSecond && "has".includes(key));
  isSecond = key === "g";
  if (!isKnown || areOff()) return;
  event.preventDefault();
  press(key);
});

addEventListener("click", ({ target }) => {
  if (target.closest?.("button.keys")) press("?");
  else if (target.closest?.("button.copy")) copyAddress();
});

document.documentElement.dataset.scripted = ""; // Buttons for what scripts do are shown from now on.
