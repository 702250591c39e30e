"use strict";
/* Which policy version is looked at, and the menu to choose another. */

const Versions = (() => {
  const { make, words, count } = Dom;
  const LONG = 8; // A longer list gets a field to look through it.

  // By company, and of one company the newest first.
  const sorted = [...Model.policies].sort(
    (a, b) =>
      a.company.label.localeCompare(b.company.label, "en") ||
      (b.issued ?? "").localeCompare(a.issued ?? "") ||
      nameOf(a).localeCompare(nameOf(b), "en"),
  );
  const name = make("span", { class: "name" });
  const panel = make("div", { class: "menu", id: "menu-versions", hidden: true });
  const button = make(
    "button",
    {
      type: "button",
      "aria-expanded": "false",
      "aria-controls": panel.id,
      onclick: () => (panel.hidden ? open() : close()),
    },
    name,
  );
  let shown = null;

  function nameOf(policy) {
    return policy.title || policy.file || policy.id;
  }

  /** Return the policy that a view is about, null where the page holds none. */
  function choose(view) {
    const { company = [], policy = [] } = view.filters;
    const only = (values, of) =>
      values.length === 1 ? sorted.find((each) => of(each) === values[0]) : null;
    return (
      Model.byId.get(view.flow)?.policy ??
      sorted.find((each) => each.id === view["p-id"]) ??
      Model.byId.get(view["p-at"])?.policy ??
      only(policy, (each) => each.id) ??
      only(company, (each) => each.company.id) ??
      sorted[0] ??
      null
    );
  }

  function open() {
    const list = make("ul", {}, companies().map(entry));
    const find = make("input", {
      type: "search",
      "aria-label": "Find a policy",
      placeholder: "Find a policy",
      oninput: () => Choices.narrow(list, find.value),
    });
    panel.replaceChildren();
    if (sorted.length > LONG) panel.append(find);
    panel.append(list);
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    const current = panel.querySelector("[aria-current]");
    // Only the menu scrolls, not what it lies on.
    if (current) panel.scrollTop = current.offsetTop - panel.clientHeight / 2;
    (sorted.length > LONG ? find : current)?.focus({ preventScroll: true });
  }

  function close() {
    if (panel.hidden) return;
    if (panel.contains(document.activeElement)) button.focus();
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
  }

  function companies() {
    const found = new Map();
    for (const policy of sorted) {
      if (!found.has(policy.company)) found.set(policy.company, []);
      found.get(policy.company).push(policy);
    }
    return [...found];
  }

  function entry([company, policies]) {
    return make(
      "li",
      {},
      make("span", { class: "company" }, words(Dom.cut(company.label, 120))),
      policies.map((policy) =>
        make(
          "button",
          {
            type: "button",
            "aria-current": policy === shown ? "true" : null,
            onclick: () => {
              close();
              View.set({ "p-id": policy.id, "p-at": "", flow: "" });
            },
          },
          words(Dom.cut(nameOf(policy), 120)),
          make("span", { class: "aside" }, words(about(policy))),
        ),
      ),
    );
  }

  function about(policy) {
    const flows = count(flowsOf(policy).length, "statement");
    return [policy.issued, policy.file, flows].filter(Boolean).join(" · ");
  }

  const grouped = new Map(Model.policies.map((policy) => [policy, []]));
  for (const flow of Model.flows) grouped.get(flow.policy).push(flow);
  const flowsOf = (policy) => grouped.get(policy) ?? [];

  /** Return the menu, empty where there is nothing to choose. */
  function start() {
    document.addEventListener("pointerdown", (event) => {
      if (!panel.parentElement.contains(event.target)) close();
    });
    panel.addEventListener("keydown", step);
    button.addEventListener("keydown", step);
    return make("div", { class: "facet versions", hidden: sorted.length < 2 }, button, panel);
  }

  function step(event) {
    if (panel.hidden) return;
    if (event.key === "Escape") {
      close();
      // The drawer isn't to close with it.
      event.stopPropagation();
      return;
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const stops = [...panel.querySelectorAll("input, li:not([hidden]) button")];
    const next = stops.indexOf(document.activeElement) + by;
    stops[Math.max(0, Math.min(stops.length - 1, next))]?.focus();
  }

  /** Name the policy that is shown. */
  function tell(policy) {
    shown = policy;
    name.replaceChildren(
      ...words(
        Dom.cut(
          [policy.company.label, nameOf(policy), policy.issued].filter(Boolean).join(" · "),
          90,
        ),
      ),
    );
  }

  return { choose, flowsOf, nameOf, start, tell };
})();
