// The editor's form on the pages of events, in the preview only: accept, reject or correct; what is decided is written into curation.yaml.
(() => {
  const { token, event: data } = document.currentScript.dataset;
  const event = JSON.parse(data);
  const labels = {
    title: "Title",
    date: "Date (EDTF: 2015-11-18, 2015-11, 2015-11-15/2015-11-18)",
    kind: "Kind",
    status: "Status",
    actors: "Who (several with ; between them)",
    targets: "To whom (several with ; between them)",
    place: "Where",
    note: "Editor’s note",
  };
  const make = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };
  const style = make("link", { rel: "stylesheet", href: new URL("decide.css", document.currentScript.src) });
  const field = (key, label, choices) => {
    const id = "dateline-" + key;
    const value = event.values[key] ?? "";
    const input = choices
      ? make("select", { id, name: key }, ...choices.map(([value, text]) => make("option", { value, textContent: text })))
      : make("input", { id, name: key, type: "text", autocomplete: "off" });
    input.value = value;
    return make("p", {}, make("label", { htmlFor: id, textContent: label }), input);
  };
  const choices = { kind: event.kinds, status: event.statuses };
  const fields = Object.entries(labels).map(([key, label]) => field(key, label, choices[key]));
  const button = (act, text) => make("button", { type: "submit", value: act, textContent: text });
  const said = make("p", { role: "status" });
  const form = make(
    "form",
    {},
    ...fields,
    field("reason", "Reason, shown to readers"),
    make("p", { className: "buttons" }, button("correct", "Save corrections"), button("accept", "Accept as it is"), button("reject", "Reject")),
    said,
  );
  form.addEventListener("submit", async (submitted) => {
    submitted.preventDefault();
    const act = submitted.submitter?.value ?? "correct";
    const given = Object.fromEntries(new FormData(form));
    const changed = Object.keys(labels).filter((key) => given[key] !== String(event.values[key] ?? ""));
    if (act === "correct" && changed.length === 0) {
      said.textContent = "Nothing is changed yet.";
      return;
    }
    const fields = act === "correct" ? Object.fromEntries(changed.map((key) => [key, given[key]])) : {};
    try {
      const answer = await fetch(new URL("decide", style.href), {
        method: "POST",
        headers: { "content-type": "application/json", "x-dateline-token": token },
        body: JSON.stringify({ act, id: event.id, fields, reason: given.reason }),
      });
      said.textContent = await answer.text();
    } catch (error) {
      said.textContent = String(error);
    }
  });
  const desk = make(
    "details",
    { id: "dateline-desk" },
    make("summary", { textContent: "Edit this event (preview only)" }),
    make("p", { textContent: "Decisions are written into curation.yaml. They are part of the site; this form is not." }),
    form,
  );
  document.head.append(style);
  (document.querySelector("main") ?? document.body).append(desk);
})();
