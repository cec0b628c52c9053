// How the page of search (search.js) and the list of keys (keys.js) load data and show it. It stands on dateline.js.
//
// Data comes as small scripts that call `dateline(name, data)`, since those can be loaded from a folder on the disk, too, where fetch cannot.
// Nothing from the data is ever read as HTML: it becomes text nodes.

"use strict";

const waiting = new Map();

/** Takes data that has come, whether or not somebody waits for it. */
globalThis.dateline = (name, data) => {
  if (waiting.has(name)) waiting.get(name).arrived?.(data);
  else waiting.set(name, { promise: Promise.resolve(data) });
};

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
