// The page of search and filters: words, kinds, people, places, a range of dates; all of it in the address. It stands on dateline.js.
//
// Every fact stands in the pages; this only finds and combines.

"use strict";

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);
const grouped = (n, words) => String(n).replace(/\B(?=(\d{3})+$)/g, words.thousands);

// Days: numbers counted from 1970-01-01, written as YYYY-MM-DD.

const DAY = 86_400_000;
const written = (day) => {
  const date = new Date(day * DAY);
  const [year, month, of] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(of).padStart(2, "0")}`;
};

/** First or last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `null` of anything else. */
function day(text, last) {
  const found = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text.trim());
  if (!found) return null;
  const [year, month, of] = [Number(found[1]), found[2] && Number(found[2]), found[3] && Number(found[3])];
  if (month > 12 || month === 0 || of > 31 || of === 0) return null;
  const date = new Date(0);
  if (last) date.setUTCFullYear(month ? year : year + 1, of ? month - 1 : month ?? 0, of ?? 0);
  else date.setUTCFullYear(year, (month ?? 1) - 1, of ?? 1);
  return date.getTime() / DAY;
}

// Search: words folded as the index folds them; shards by the first two characters.

const wordsOf = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").match(/[\p{Alphabetic}\p{N}]+/gu) ?? [];

/** The events with all words of a query, as a set of flags; `null` where no word of it tells events apart. */
async function search(query, index) {
  const words = wordsOf(query).filter((word) => word.length > 1 || word > "\x7f");
  let found = null;
  for (const [at, word] of words.entries()) {
    const [first, second = "\0"] = word;
    const shard = await load(`words-${(first.codePointAt() * 31 + second.codePointAt()) % index.shards}`);
    const isLast = at === words.length - 1 && !/\s$/.test(query);
    const fitting = Object.keys(shard).filter((known) => (isLast ? known.startsWith(word) : known === word));
    if (fitting.some((known) => shard[known] === 0)) continue;
    const flags = new Uint8Array(index.count);
    for (const known of fitting) {
      let event = 0;
      for (const step of numbers(shard[known])) flags[(event += step)] = 1;
    }
    if (found) for (let event = 0; event < found.length; event++) found[event] &= flags[event];
    else found = flags;
  }
  return found;
}

/** Numbers packed as text: five bits to a character, the lowest first; a sixth says that the number goes on. */
function numbers(text) {
  const found = new Int32Array(text.length);
  let [count, number, shift] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const bits = text.charCodeAt(at) - 48;
    number |= (bits & 31) << shift;
    if (bits > 31) shift += 5;
    else {
      found[count++] = number;
      number = shift = 0;
    }
  }
  return found.subarray(0, count);
}

/** The columns of the index. Days are unpacked at once, as the drawing needs them; what only some filters compare when one does. */
function unpacked(index) {
  const { count, undated, base } = index;
  const [days, spans] = [numbers(index.days), numbers(index.spans)];
  const [first, last] = [new Int32Array(count).fill(base), new Int32Array(count).fill(base)];
  let latest = base;
  for (let event = undated, present = base; event < count; event++) {
    first[event] = present += days[event - undated];
    last[event] = present + spans[event - undated];
    if (last[event] > latest) latest = last[event];
  }
  const columns = { ...index, first, last, latest };
  for (const name of ["kind", "status", "place", "names"]) once(columns, name, () => numbers(index[name]));
  // Those who take part in an event stand in `names` from `start[event]` to before `start[event + 1]`.
  once(columns, "start", () => {
    const [sizes, start] = [numbers(index.sizes), new Int32Array(count + 1)];
    for (let event = 0; event < count; event++) start[event + 1] = start[event] + sizes[event];
    return start;
  });
  return columns;
}

/** A property that is worked out when it is asked for, and then kept. */
function once(object, name, make) {
  const get = () => {
    const value = make();
    Object.defineProperty(object, name, { value });
    return value;
  };
  Object.defineProperty(object, name, { get, configurable: true });
}

/** The names in which the words of a query stand side by side, as a set of flags; `null` where nothing is asked. */
function named(query, names) {
  const wanted = wordsOf(query ?? "").join(" ");
  if (!wanted) return null;
  names.folded ??= names.map((name) => wordsOf(name).join(" "));
  return Uint8Array.from(names.folded, (name) => name.includes(wanted));
}

/** Everything that a reader asks for, as it stands in the address. */
const FIELDS = ["q", "kind", "status", "who", "where", "from", "to"];

function asked(form) {
  const data = new FormData(form);
  const query = new URLSearchParams();
  for (const field of FIELDS) {
    for (const value of data.getAll(field)) if (value.trim()) query.append(field, field === "q" ? value.trimStart() : value.trim());
  }
  return query;
}

function restore(form, query) {
  for (const field of FIELDS) {
    for (const input of form.elements[field]?.length ? [...form.elements[field]] : [form.elements[field]]) {
      if (input?.type === "checkbox") input.checked = query.getAll(field).includes(input.value);
      else if (input) input.value = query.get(field) ?? "";
    }
  }
}

/** The events that fit, by their numbers. */
async function fitting(query, index) {
  const found = query.get("q") ? await search(query.get("q"), index) : null;
  const oneOf = (field, known) => {
    const wanted = query.getAll(field);
    return wanted.length ? Uint8Array.from(known, ([id]) => wanted.includes(id)) : null;
  };
  const [kinds, statuses] = [oneOf("kind", index.kinds), oneOf("status", index.statuses)];
  const [who, where] = [named(query.get("who"), index.parties_known), named(query.get("where"), index.places_known)];
  const [from, to] = [day(query.get("from") ?? "", false), day(query.get("to") ?? "", true)];
  const isRange = from !== null || to !== null;
  const [least, most] = [from ?? -Infinity, to ?? Infinity];
  const { count, undated, first, last } = index;
  // What nobody asks for is not unpacked.
  const [kind, status, place] = [kinds && index.kind, statuses && index.status, where && index.place];
  const [names, start] = who ? [index.names, index.start] : [];
  const takesPart = (event) => {
    for (let at = start[event]; at < start[event + 1]; at++) if (who[names[at]]) return true;
    return false;
  };
  const events = [];
  for (let event = isRange ? undated : 0; event < count; event++) {
    if (found && !found[event]) continue;
    if (kinds && !kinds[kind[event]]) continue;
    if (statuses && !statuses[status[event]]) continue;
    if (where && !where[place[event] - 1]) continue;
    if (isRange && (last[event] < least || first[event] > most)) continue;
    if (who && !takesPart(event)) continue;
    events.push(event);
  }
  return events;
}

/** Offers the commonest names while one is typed. */
function offer(form, index) {
  for (const [field, known] of [["who", index.parties_known], ["where", index.places_known]]) {
    form.elements[field].setAttribute("list", `_${field}`);
    form.append(element("datalist", { id: `_${field}` }, ...known.slice(0, 300).map((value) => element("option", { value }))));
  }
}

const SVG = "http://www.w3.org/2000/svg";
const BARS = 200;

/** The drawing of events over time: all of them, those that fit before them, and two thumbs that set the range. */
class Strip {
  constructor(figure, form, index, changed) {
    Object.assign(this, { figure, form, index, changed });
    const dated = index.count - index.undated;
    this.first = dated ? index.first[index.undated] : 0;
    this.last = dated ? index.latest : 0;
    this.drawing = document.createElementNS(SVG, "svg");
    this.drawing.setAttribute("viewBox", `0 0 ${BARS} 100`);
    this.drawing.setAttribute("preserveAspectRatio", "none");
    this.drawing.setAttribute("aria-hidden", "true");
    this.paths = ["all", "chosen"].map((name) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", name);
      this.drawing.append(path);
      return path;
    });
    this.whole = this.counts(index.count, (event) => event);
    this.track = element("div", { class: "track" }, this.drawing);
    this.thumbs = ["from", "to"].map((end) => this.thumb(end));
    figure.prepend(this.track);
    this.track.addEventListener("pointerdown", (event) => this.drag(event));
    figure.hidden = dated === 0;
    if (dated) [form.elements.from.placeholder, form.elements.to.placeholder] = [written(this.first), written(this.last)];
  }

  thumb(end) {
    const thumb = element("span", { class: `thumb ${end}`, role: "slider", tabindex: "0", "aria-label": this.form.elements[end].labels[0].textContent });
    thumb.setAttribute("aria-valuemin", this.first);
    thumb.setAttribute("aria-valuemax", this.last);
    thumb.addEventListener("keydown", (event) => {
      const forward = getComputedStyle(this.track).direction === "rtl" ? -1 : 1;
      const steps = { ArrowRight: forward, ArrowLeft: -forward, ArrowUp: 1, ArrowDown: -1, PageUp: 30, PageDown: -30, Home: -Infinity, End: Infinity };
      if (!(event.key in steps)) return;
      event.preventDefault();
      this.move(end, this.value(end) + steps[event.key]);
    });
    this.track.append(thumb);
    return thumb;
  }

  value(end) {
    const [open, last] = end === "from" ? [this.first, false] : [this.last, true];
    const known = day(this.form.elements[end].value, last) ?? open;
    return Math.min(Math.max(known, this.first), this.last);
  }

  move(end, to) {
    const [least, most] = end === "from" ? [this.first, this.value("to")] : [this.value("from"), this.last];
    const held = Math.min(Math.max(Math.round(to), least), most);
    const isOpen = held === (end === "from" ? this.first : this.last);
    this.form.elements[end].value = isOpen ? "" : written(held);
    this.place();
    this.changed();
  }

  drag(start) {
    const box = this.track.getBoundingClientRect();
    const isBackwards = getComputedStyle(this.track).direction === "rtl";
    const at = ({ clientX }) => {
      const share = Math.min(Math.max((clientX - box.left) / box.width, 0), 1);
      return this.first + (isBackwards ? 1 - share : share) * (this.last - this.first);
    };
    const distance = (end) => Math.abs(this.value(end) - at(start));
    const isBefore = at(start) < this.value("from");
    const end = distance("from") < distance("to") || (distance("from") === distance("to") && isBefore) ? "from" : "to";
    const move = (event) => this.move(end, at(event));
    this.track.setPointerCapture(start.pointerId);
    this.track.addEventListener("pointermove", move);
    this.track.addEventListener("lostpointercapture", () => this.track.removeEventListener("pointermove", move), { once: true });
    move(start);
    this.thumbs[end === "from" ? 0 : 1].focus();
    start.preventDefault();
  }

  /** How many of so many events stand in each bar. */
  counts(number, eventAt) {
    const counts = new Array(BARS).fill(0);
    const { undated, first } = this.index;
    const bars = BARS / (this.last - this.first + 1);
    for (let at = 0; at < number; at++) {
      const event = eventAt(at);
      if (event >= undated) counts[Math.floor((first[event] - this.first) * bars)]++;
    }
    return counts;
  }

  /** Draws the events that fit; the scale stays that of all events. */
  draw(events) {
    const most = Math.sqrt(Math.max(...this.whole, 1));
    const bar = (count, at) => (count ? `M${at} 100V${(100 - (96 * Math.sqrt(count)) / most).toFixed(1)}h.9V100Z` : "");
    this.paths[0].setAttribute("d", this.whole.map(bar).join(""));
    this.paths[1].setAttribute("d", this.counts(events.length, (at) => events[at]).map(bar).join(""));
    this.place();
  }

  place() {
    for (const [at, end] of ["from", "to"].entries()) {
      const value = this.value(end);
      this.thumbs[at].setAttribute("aria-valuenow", value);
      this.thumbs[at].setAttribute("aria-valuetext", written(value));
      this.thumbs[at].style.insetInlineStart = `${((value - this.first) / Math.max(this.last - this.first, 1)) * 100}%`;
    }
  }
}

/** How many results are shown at first, and how many more on demand: each may stand in another file. */
const [FIRST, MORE] = [10, 40];

/** The page of search and filters. */
async function searching(form) {
  const [words, columns] = await Promise.all(["words", "columns"].map(load));
  const index = unpacked(columns);
  const [status, list, more] = ["#found", "#results", "#more"].map((id) => $(id));
  let [events, shown, number, strip] = [[], 0, 0, null];

  const entry = (event, [title, url, when, articles]) => {
    const [kind, label] = index.kinds[index.kind[event]];
    const [state, said] = index.statuses[index.status[event]];
    const facts = [element("span", { class: "kind" }, label)];
    if (state !== "happened") facts.push(element("strong", { class: "status" }, said));
    const texts = [when, index.places_known[index.place[event] - 1], articles].filter(Boolean);
    facts.push(...texts.map((text) => element("span", {}, text)));
    const sign = $(`#signs [data-kind="${CSS.escape(kind)}"] svg`)?.cloneNode(true);
    sign?.classList.replace("happened", state);
    const link = element("a", { href: new URL(url, root).href }, element("bdi", {}, title));
    const rest = element("p", { class: "facts" }, ...facts.flatMap((fact) => [fact, " "]));
    return element("li", { class: `card ${state}` }, ...(sign ? [sign] : []), element("div", {}, element("h3", { class: "title" }, link), rest));
  };

  /** The next results, as soon as they have come. */
  const next = () => {
    const wanted = events.slice(shown, shown + (shown ? MORE : FIRST));
    const shards = wanted.map((event) => load(`events-${Math.floor(event / index.per_shard)}`));
    return Promise.all(shards).then((shards) => wanted.map((event, at) => entry(event, shards[at][event % index.per_shard])));
  };

  const show = async (coming, mine, focus) => {
    const from = shown;
    const entries = await coming;
    // Other filters, or a second click, were faster.
    if (mine !== number || from !== shown) return;
    if (from) list.append(...entries);
    else list.replaceChildren(...entries);
    shown += entries.length;
    more.hidden = shown >= events.length;
    if (focus) $("a", entries[0])?.focus();
  };

  const update = async () => {
    const mine = ++number;
    const query = asked(form);
    const found = await fitting(query, index);
    if (mine !== number) return;
    // What has no date stands first in the index; a reader looks for it last.
    const dated = found.findIndex((event) => event >= index.undated);
    [events, shown] = [dated > 0 ? [...found.slice(dated), ...found.slice(0, dated)] : found, 0];
    // While results are on their way there is time to draw.
    const coming = next();
    list.classList.toggle("none", found.length === 0);
    status.textContent = fill(words.found, { n: grouped(found.length, words), of: grouped(index.count, words) });
    strip ??= new Strip($("#range"), form, index, () => changed());
    strip.draw(found);
    await show(coming, mine, false);
    list.dataset.done = mine;
  };

  const changed = () => {
    const query = asked(form).toString();
    try {
      history.replaceState(null, "", query ? `?${query}` : location.pathname);
    } catch {
      // Some browsers keep the address of a file as it is.
    }
    return update().catch(() => (status.textContent = words.failed));
  };

  const restored = () => {
    restore(form, new URLSearchParams(location.search));
    return changed();
  };

  form.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(changed));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", location.href);
  });
  addEventListener("popstate", restored);
  more.addEventListener("click", () => show(next(), number, true));
  // On a phone the results come first, unless filters are set.
  const filters = [...new URLSearchParams(location.search).keys()].some((field) => field !== "q");
  $("details", form).open = filters || matchMedia("(min-width: 52rem)").matches;
  form.addEventListener("focusin", () => offer(form, index), { once: true });
  await restored();
}

const form = $("form.search");
searching(form).catch(() => {
  form.hidden = true;
  $("#found").textContent = $("#found").dataset.failed;
});
