"use strict";
/* The Policy tab: one policy as a report, beside its text with every statement highlighted. */

const PolicyTab = (() => {
  const { make, count } = Dom;
  let drawn = "";
  let read = "";
  let pointed = "";
  let policy = null;
  let shown = [];
  let sentences = [];
  let fromReport = false; // A press in the report scrolls the text alone.

  const position = make("span", { class: "position" });
  const where = make("span", { class: "aside" });
  const previous = tool("‹ Previous", "p", () => step(-1));
  const next = tool("Next ›", "n", () => step(1));
  const switches = ["report", "text"].map((side) =>
    make(
      "button",
      { type: "button", onclick: () => View.set({ "p-show": side }), "data-side": side },
      side === "report" ? "Report" : "Text",
    ),
  );
  const columns = make("div", { class: "columns" });
  const nothing = make("p", { class: "nothing" }, "This page holds no policy.");

  function tool(label, key, onclick) {
    return make("button", { type: "button", "aria-keyshortcuts": key, onclick }, label);
  }

  function start(panel) {
    const download = (label, write) =>
      make("button", { type: "button", onclick: () => write("policy", shown) }, label);
    panel.append(
      make(
        "div",
        { class: "policy-bar" },
        Versions.start(),
        make("div", { class: "switch", role: "group", "aria-label": "What is shown" }, switches),
        make(
          "div",
          { class: "tools" },
          download("CSV", Downloads.csv),
          download("JSON", Downloads.json),
        ),
      ),
      columns,
      nothing,
    );
    columns.append(
      Report.start(pickFlows),
      make(
        "div",
        { class: "document" },
        make("div", { class: "steps" }, previous, position, next, where, legend()),
        Reader.start(pickSentences),
      ),
    );
    document.addEventListener("keydown", press);
  }

  function legend() {
    return make(
      "ul",
      { class: "signs", "aria-label": "Signs" },
      Object.entries(Model.STATES).map(([state, { sign, label }]) =>
        make(
          "li",
          {},
          make("span", { class: `state ${state}` }, sign),
          " ",
          underlined(state, label),
        ),
      ),
    );
  }

  const underlined = (state, label) => make("span", { class: `said ${state}` }, label);

  function press(event) {
    if (View.now.tab !== "policy" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea") || document.querySelector("dialog[open]"))
      return;
    const by = { n: 1, p: -1 }[event.key];
    if (by) step(by);
  }

  /** Return the flow whose sentence is being looked at: the chosen one, or the first in it. */
  function current(view) {
    const flow = Model.byId.get(view.flow) ?? Model.byId.get(view["p-at"]);
    return flow?.policy === policy ? flow : null;
  }

  function step(by) {
    const sentence = Highlights.beside(sentences, current(View.now)?.evidence, by);
    if (!sentence) return;
    const opened = !Dom.byId("drawer").hidden;
    if (opened) pickSentences([sentence]);
    else View.set({ "p-at": sentence.flows[0].id, flow: "" });
    Keys.announce(position.textContent);
  }

  function pickSentences(some) {
    const flows = [...new Set(some.flatMap((sentence) => sentence.flows))];
    pick(`${count(flows.length, "statement")} in this sentence`, flows);
  }

  function pickFlows(title, flows) {
    fromReport = true;
    pick(title, flows);
    fromReport = false;
  }

  /** Go to the first of some flows, and let the drawer show it or offer them all. */
  function pick(title, flows) {
    const [{ id }] = flows;
    if (flows.length === 1) {
      View.set({ flow: id, "p-at": id });
      return;
    }
    View.set({ flow: "", "p-at": id });
    Drawer.offer(title, flows, policy.company.label);
  }

  /** Show the policy of the view; return those of `flows` that are its. */
  function show(view, flows) {
    policy = Versions.choose(view);
    columns.hidden = !policy;
    nothing.hidden = Boolean(policy);
    if (!policy) return [];
    keepPlace(view);
    const chosen = Model.byId.get(view.flow);
    draw(view, flows, chosen?.policy === policy ? chosen : null);
    columns.dataset.show = view["p-show"] === "text" ? "text" : "report";
    for (const button of switches) {
      button.setAttribute("aria-pressed", String(button.dataset.side === columns.dataset.show));
    }
    point(view);
    return shown;
  }

  /** A flow that was opened elsewhere leads here: stay with it when it is closed again. */
  function keepPlace(view) {
    const chosen = Model.byId.get(view.flow);
    const kept = current({ "p-at": view["p-at"] });
    if (!chosen || kept?.evidence === chosen.evidence) return;
    View.amend({ "p-id": Model.policies.length > 1 ? policy.id : "", "p-at": chosen.id });
  }

  function draw(view, flows, chosen) {
    const key = JSON.stringify([policy.id, view.filters, view.text]);
    if (key !== drawn) {
      drawn = key;
      shown = flows.filter((flow) => flow.policy === policy);
      sentences = Highlights.sentences(shown);
      Versions.tell(policy);
      Report.draw(policy, Versions.flowsOf(policy), shown);
    }
    const marked = key + (chosen?.id ?? "");
    if (marked !== read) Reader.draw(policy, sentences, chosen?.marks ?? []);
    read = marked;
  }

  function point(view) {
    const flow = current(view);
    const id = flow ? Highlights.idOf(flow.evidence) : "";
    const sentence = sentences.find((each) => each.id === id);
    position.textContent = sentence
      ? `${sentence.number.toLocaleString("en")} of ${count(sentences.length, "sentence")}`
      : count(sentences.length, "sentence");
    const section = flow?.evidence.section ?? "";
    where.replaceChildren(...Dom.words(Dom.cut(section.split(" > ").at(-1), 120)));
    where.title = Dom.plain(section, 400);
    Reader.point(id);
    const key = JSON.stringify([policy.id, id, view.flow, view["p-show"]]);
    const chosen = flow?.id === view.flow ? [flow] : (sentence?.flows ?? []);
    Report.point(chosen, key !== pointed && !fromReport);
    if (key !== pointed && id) Reader.reveal();
    pointed = key;
  }

  const focus = () => (columns.dataset.show === "text" ? Reader : Report).focus();

  return { id: "policy", title: "Policy", start, show, focus };
})();
