"use strict";
/* The keyboard: "/" searches, digits choose a tab, Esc closes, "?" tells all of this. */

const Keys = (() => {
  const { make, byId } = Dom;
  const HELP = [
    ["/", "search quotes and names"],
    ["1 2 …", "choose a tab"],
    ["↑ ↓ Home End", "move through the rows; through matrix and graph with all four arrows"],
    ["Enter", "open the evidence of a row, the statements of a party"],
    ["n p", "next, previous sentence with a statement, in the Policy tab"],
    ["Esc", "close what is open"],
    ["?", "this help"],
  ];

  const help = make(
    "dialog",
    { "aria-labelledby": "help-title" },
    make("h2", { id: "help-title" }, "Keys and signs"),
    make(
      "dl",
      {},
      HELP.map(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]),
    ),
    make(
      "dl",
      {},
      Object.values(Model.STATES).map(({ sign, label }) => [
        make("dt", {}, sign),
        make("dd", {}, label),
      ]),
      make("dt", {}, "–"),
      make("dd", {}, "not mentioned: the policy is silent, which is no denial"),
    ),
    make(
      "p",
      {},
      "The page shows what policies state, not what companies do. It is not legal advice. " +
        "It asks nothing of any server.",
    ),
    make("form", { method: "dialog" }, make("button", {}, "Close")),
  );

  function showHelp() {
    if (!help.open) help.showModal();
  }

  /** Say something to a screen reader. */
  function announce(text) {
    byId("announcement").textContent = text;
  }

  function start(tabs) {
    document.body.append(help);
    byId("help").addEventListener("click", showHelp);
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
      if (event.key === "Escape") {
        if (Filters.close() || Drawer.close()) event.preventDefault();
        return;
      }
      if (event.target.closest("input, select, textarea")) return;
      const tab = tabs[Number(event.key) - 1];
      if (event.key === "/") Filters.search.focus();
      else if (event.key === "?") showHelp();
      else if (tab) View.set({ tab: tab.id });
      else if (event.key === "ArrowDown" && event.target === document.body)
        currentTab(tabs).focus();
      else return;
      event.preventDefault();
    });
  }

  const currentTab = (tabs) => tabs.find((tab) => tab.id === View.now.tab) ?? tabs[0];

  return { start, announce, currentTab };
})();
