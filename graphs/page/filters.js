"use strict";
/* The filter bar: a search field, one menu for each facet, chips for what is chosen. */

const Filters = (() => {
  const { make } = Dom;
  const LONG = 12; // A list longer than this gets a field to look through it.
  let open = null;
  let waiting = 0;

  const search = make("input", {
    type: "search",
    id: "search",
    placeholder: "Search quotes and names",
    "aria-label": "Search quotes and names",
    "aria-keyshortcuts": "/",
    oninput: (event) => {
      // A pause between key strokes, in milliseconds, after which the table follows.
      clearTimeout(waiting);
      waiting = setTimeout(() => View.set({ text: event.target.value.trim() }), 120);
    },
  });

  const menus = Facets.all
    .filter((facet) => !facet.hidden)
    .map((facet) => {
      const number = make("span", { class: "number" });
      const panel = make("div", { class: "menu", id: `menu-${facet.key}`, hidden: true });
      const button = make(
        "button",
        {
          type: "button",
          "aria-expanded": "false",
          "aria-controls": panel.id,
          onclick: () => (open === menu ? close() : show(menu)),
        },
        facet.title,
        number,
      );
      const menu = { facet, button, panel, number };
      menu.element = make("div", { class: "facet" }, button, panel);
      return menu;
    });

  const chips = make("ul", { class: "chips", "aria-label": "Filters in force" });
  const all = make(
    "div",
    { class: "facets" },
    menus.map((menu) => menu.element),
  );
  const more = make(
    "button",
    {
      type: "button",
      class: "more",
      "aria-expanded": "false",
      onclick: () => {
        const shown = all.classList.toggle("shown");
        more.setAttribute("aria-expanded", String(shown));
      },
    },
    "Filters",
  );

  function show(menu) {
    close();
    open = menu;
    fill(menu, View.now);
    menu.panel.hidden = false;
    menu.button.setAttribute("aria-expanded", "true");
    menu.panel.querySelector("input")?.focus();
    // Panels near the right edge open to the left.
    menu.panel.classList.toggle("leftward", menu.panel.getBoundingClientRect().right > innerWidth);
  }

  function close() {
    if (!open) return false;
    open.panel.hidden = true;
    open.panel.classList.remove("leftward");
    open.button.setAttribute("aria-expanded", "false");
    if (open.panel.contains(document.activeElement)) open.button.focus();
    open = null;
    return true;
  }

  function fill(menu, view) {
    const { facet, panel } = menu;
    const list = Choices.list(facet, view);
    const typed = panel.querySelector("input[type=search]")?.value ?? "";
    const find = make("input", {
      type: "search",
      "aria-label": `Find in ${facet.title.toLowerCase()}`,
      placeholder: "Find",
      value: typed,
      oninput: () => Choices.narrow(list, find.value),
    });
    panel.replaceChildren();
    if (list.querySelectorAll("li").length > LONG) panel.append(find);
    if (typed) Choices.narrow(list, typed);
    panel.append(list.children.length ? list : make("p", {}, "Nothing to choose here."));
  }

  function chip(label, remove) {
    return make(
      "li",
      {},
      make(
        "button",
        { type: "button", onclick: remove, "aria-label": `Remove filter ${Dom.plain(label)}` },
        Dom.words(Dom.plain(label, 60)),
        make("span", { class: "cross", "aria-hidden": "true" }, "×"),
      ),
    );
  }

  function clear() {
    View.set({ filters: {}, text: "" });
  }

  function update(view) {
    if (document.activeElement !== search) search.value = view.text;
    const shown = [];
    for (const menu of menus) menu.number.textContent = "";
    for (const facet of Facets.all) {
      const chosen = view.filters[facet.key] ?? [];
      const menu = menus.find((each) => each.facet === facet);
      if (menu && chosen.length) menu.number.textContent = ` ${chosen.length}`;
      for (const value of chosen) {
        const label = `${facet.title}: ${Facets.nameOf(facet, value)}`;
        shown.push(
          chip(label, () => View.set({ filters: Facets.toggled(View.now, facet.key, value) })),
        );
      }
    }
    if (view.text) shown.push(chip(`Search: ${view.text}`, () => View.set({ text: "" })));
    more.textContent = shown.length ? `Filters (${shown.length})` : "Filters";
    if (shown.length) {
      const button = make(
        "button",
        { type: "button", class: "clear", onclick: clear },
        "Clear all",
      );
      shown.push(make("li", {}, button));
    }
    chips.replaceChildren(...shown);
    if (open) refill();
  }

  /** Fill the open menu anew, keeping the focus on the entry that was just changed. */
  function refill() {
    const value = document.activeElement?.dataset?.value;
    const scrolled = open.panel.scrollTop;
    fill(open, View.now);
    open.panel.scrollTop = scrolled;
    if (!value) return;
    const same = [...open.panel.querySelectorAll("input")].find(
      (box) => box.dataset.value === value,
    );
    same?.focus();
  }

  function start(container) {
    container.append(make("div", { class: "bar" }, search, more, all), chips);
    document.addEventListener("pointerdown", (event) => {
      if (open && !open.element.contains(event.target)) close();
    });
    View.listen(update);
  }

  return { start, close, clear, search };
})();
