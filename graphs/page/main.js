"use strict";
/* Puts the page together: the tabs in their order, and what follows when the view changes. */

(() => {
  const { make, byId, count } = Dom;
  // A further tab is one more object with id, title, start, show and focus.
  const tabs = [Answers, MatrixTab, SankeyTab, Graph, PolicyTab];
  if (typeof SparqlTab !== "undefined") tabs.push(SparqlTab);

  const panels = tabs.map((tab) =>
    make("section", {
      id: `panel-${tab.id}`,
      role: "tabpanel",
      class: tab.id,
      "aria-labelledby": `tab-${tab.id}`,
    }),
  );
  const handles = tabs.map((tab, index) =>
    make(
      "button",
      {
        type: "button",
        id: `tab-${tab.id}`,
        role: "tab",
        "aria-controls": `panel-${tab.id}`,
        "aria-keyshortcuts": String(index + 1),
        onclick: () => View.set({ tab: tab.id }),
        onkeydown: (event) => step(event, index),
      },
      tab.title,
    ),
  );

  function step(event, index) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = (index + by + tabs.length) % tabs.length;
    View.set({ tab: tabs[next].id });
    handles[next].focus();
  }

  const started = new Set();

  function update(view) {
    const current = Keys.currentTab(tabs);
    tabs.forEach((tab, index) => {
      const chosen = tab === current;
      handles[index].setAttribute("aria-selected", String(chosen));
      handles[index].tabIndex = chosen ? 0 : -1;
      panels[index].hidden = !chosen;
      if (chosen) handles[index].scrollIntoView({ block: "nearest", inline: "nearest" });
    });
    document.body.dataset.tab = current.id;
    const panel = panels[tabs.indexOf(current)];
    if (!started.has(current)) {
      started.add(current);
      current.start(panel);
    }
    // The drawer first: it takes room that the tab then has to do without.
    Drawer.show(view);
    const shown = current.show(view, Facets.apply(view));
    const companies = new Set(shown.map((flow) => flow.company)).size;
    byId("status").textContent =
      `${shown.length.toLocaleString("en")} of ${count(Model.flows.length, "flow")} · ` +
      count(companies, "company", "companies");
  }

  function setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    byId("theme").textContent = { light: "Dark", dark: "Light" }[theme];
    Graph.repaint();
  }

  /** Say what a page of a very large graph leaves out. */
  function missing() {
    return Model.total === Model.flows.length
      ? ""
      : `This page holds ${count(Model.flows.length, "of them", "of them")}: ` +
          "where several say the same, the surest. ";
  }

  function start() {
    const companies = new Set(Model.policies.map((policy) => policy.company)).size;
    byId("summary").textContent =
      `${count(companies, "company", "companies")}, ${count(Model.policies.length, "policy version")}, ` +
      `${count(Model.total, "statement")}. ${missing()}Statements, not behaviour; not legal advice.`;
    byId("tabs").append(...handles);
    byId("main").append(...panels);
    Filters.start(byId("filters"));
    Keys.start(tabs);
    if (typeof Upload !== "undefined") Upload.start(document.querySelector(".corner"));
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    byId("theme").textContent = dark ? "Light" : "Dark";
    byId("theme").addEventListener("click", () =>
      setTheme(byId("theme").textContent === "Dark" ? "dark" : "light"),
    );
    View.listen(update);
    View.tell();
  }

  start();
})();
