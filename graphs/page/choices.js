"use strict";
/* What can be chosen in a filter's menu: a list, or for concepts a tree that opens by levels. */

const Choices = (() => {
  const { make } = Dom;
  const opened = new Set(); // Concepts of the trees that were opened by hand.

  /** Return the entries of a facet with the number of flows that each would leave. */
  function list(facet, view) {
    const chosen = new Set(view.filters[facet.key] ?? []);
    const counts = Facets.counts(facet, view);
    for (const value of chosen) if (!counts.has(value)) counts.set(value, 0);
    return facet.scheme ? tree(facet, counts, chosen) : flat(facet, counts, chosen);
  }

  function flat(facet, counts, chosen) {
    const name = (value) => Facets.nameOf(facet, value);
    const values = [...counts.keys()];
    values.sort((a, b) => counts.get(b) - counts.get(a) || name(a).localeCompare(name(b), "en"));
    const entry = (value) => make("li", {}, choice(facet, value, counts, chosen, false));
    return make("ul", {}, values.map(entry));
  }

  /** Return the concepts that occur, each under the first broader one that occurs. */
  function tree(facet, counts, chosen) {
    const below = new Map([[null, []]]);
    const occurring = Model.concepts.filter(
      (each) => each.scheme === facet.scheme && counts.has(each.id),
    );
    for (const concept of occurring) {
      const above = concept.broader.find((each) => occurring.includes(each)) ?? null;
      if (!below.has(above)) below.set(above, []);
      below.get(above).push(concept);
    }
    const holdsChosen = (concept) =>
      (below.get(concept) ?? []).some((each) => chosen.has(each.id) || holdsChosen(each));

    function branch(concepts, level, covered) {
      const weight = (concept) => (level === 0 ? counts.get(concept.id) : 0);
      const sorted = concepts.sort(
        (a, b) => weight(b) - weight(a) || a.label.localeCompare(b.label, "en"),
      );
      return make(
        "ul",
        {},
        sorted.map((concept) => entry(concept, level, covered)),
      );
    }

    function entry(concept, level, covered) {
      const label = choice(facet, concept.id, counts, chosen, covered);
      if (!below.has(concept)) return make("li", {}, label);
      const open = level === 0 || opened.has(concept.id) || holdsChosen(concept);
      const inner = branch(below.get(concept), level + 1, covered || chosen.has(concept.id));
      inner.classList.toggle("closed", !open);
      return make("li", {}, handle(concept, inner, open), label, inner);
    }

    return branch(below.get(null), 0, false);
  }

  function handle(concept, inner, open) {
    return make(
      "button",
      {
        type: "button",
        class: "handle",
        "aria-expanded": String(open),
        "aria-label": `Kinds of ${Dom.plain(concept.label)}`,
        onclick: (event) => {
          const closed = inner.classList.toggle("closed");
          opened[closed ? "delete" : "add"](concept.id);
          event.currentTarget.setAttribute("aria-expanded", String(!closed));
        },
      },
      make("span", { "aria-hidden": "true" }, "▸"),
    );
  }

  function choice(facet, value, counts, chosen, covered) {
    return make(
      "label",
      { class: covered ? "covered" : null },
      make("input", {
        type: "checkbox",
        checked: covered || chosen.has(value),
        disabled: covered,
        onchange: () => View.set({ filters: Facets.toggled(View.now, facet.key, value) }),
        "data-value": value,
      }),
      make("span", { class: "name" }, Dom.words(Dom.cut(Facets.nameOf(facet, value), 160))),
      make("span", { class: "number" }, counts.get(value).toLocaleString("en")),
    );
  }

  /** Leave only the entries that hold `text`, with what is above them. */
  function narrow(entries, text) {
    const wanted = text.trim().toLowerCase();
    entries.classList.toggle("narrowed", wanted !== "");
    for (const entry of entries.querySelectorAll("li")) {
      entry.hidden = !entry.textContent.toLowerCase().includes(wanted);
    }
  }

  return { list, narrow };
})();
