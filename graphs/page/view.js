"use strict";
/* What is being looked at, kept in the address after "#", so that a link shows the same again. */

const View = (() => {
  // Where no value is written in the address, these hold.
  const DEFAULTS = {
    tab: "answers",
    question: "who-receives",
    group: "",
    sort: "",
    text: "",
    flow: "",
    focus: "",
    hops: "1",
    to: "",
    picture: "",
    off: "",
    "f-at": "",
    "m-by": "recipients",
    "m-turn": "",
    "m-open": "",
    "m-who": "",
    "m-rows": "most",
    "m-columns": "most",
    "m-down": "1",
    "m-across": "1",
    "s-named": "",
    "s-values": "",
    "s-query": "",
    "s-as": "table",
    "p-id": "",
    "p-at": "",
    "p-show": "report",
    // What the page was made to open with is what its bare address means.
    ...Object.fromEntries(new URLSearchParams(Model.view)),
  };
  const FACETS = [
    "data",
    "action",
    "recipient",
    "kind",
    "company",
    "purpose",
    "says",
    "certainty",
    "policy",
  ];
  const listeners = [];
  let current = read();

  function read() {
    const written = new URLSearchParams(location.hash.slice(1));
    const view = { ...DEFAULTS, filters: {} };
    for (const name of Object.keys(DEFAULTS)) if (written.has(name)) view[name] = written.get(name);
    for (const facet of FACETS) {
      const values = [...new Set(written.getAll(facet))].filter(Boolean);
      if (values.length) view.filters[facet] = values;
    }
    return view;
  }

  function write(view) {
    const written = new URLSearchParams();
    for (const [name, value] of Object.entries(DEFAULTS)) {
      if (view[name] !== value) written.set(name, view[name]);
    }
    for (const facet of FACETS) {
      for (const value of view.filters[facet] ?? []) written.append(facet, value);
    }
    return "#" + written.toString();
  }

  /** Change some of the view and tell everyone; steps to go back from stay in the history. */
  function set(change) {
    const before = current;
    current = { ...current, ...change };
    const address = write(current);
    if (address === write(before)) return;
    const opened = (before.flow === "") !== (current.flow === "");
    const moved = ["tab", "question", "focus", "m-by", "p-id"].some(
      (name) => before[name] !== current[name],
    );
    history[opened || moved ? "pushState" : "replaceState"](null, "", address);
    tell();
  }

  /** Write down more about the same view, which is no step to go back from. */
  function amend(change) {
    current = { ...current, ...change };
    history.replaceState(null, "", write(current));
  }

  function tell() {
    for (const listener of listeners) listener(current);
  }

  function listen(listener) {
    listeners.push(listener);
  }

  window.addEventListener("popstate", () => {
    current = read();
    tell();
  });

  return {
    set,
    amend,
    tell,
    listen,
    link: () => location.href.split("#")[0] + write(current),
    get now() {
      return current;
    },
  };
})();
