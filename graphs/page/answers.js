"use strict";
/* The Answers tab: questions as buttons, the answer as a headline and a table. */

const Answers = (() => {
  const { make, byId } = Dom;
  let drawn = "";
  let table = null;
  let shown = [];

  const buttons = Questions.all.map((question) => {
    const wording = Model.questions[question.id];
    return make(
      "button",
      {
        type: "button",
        title: wording ? Dom.plain(wording) : null,
        onclick: () => View.set({ question: question.id, group: "", sort: "" }),
      },
      question.label,
    );
  });
  const headline = make("h2", { id: "headline" });
  const sum = make("p", { class: "sum" });
  const grouping = make(
    "select",
    { onchange: (event) => View.set({ group: event.target.value }) },
    Object.entries(Table.GROUPS).map(([id, { title }]) => make("option", { value: id }, title)),
  );
  const place = make("div", { class: "place" });

  function start(panel) {
    const download = (label, write) =>
      make("button", { type: "button", onclick: () => write(now().id, shown) }, label);
    panel.append(
      make("div", { class: "questions", role: "group", "aria-label": "Questions" }, buttons),
      make(
        "div",
        { class: "answer" },
        make("div", {}, headline, sum),
        make(
          "div",
          { class: "tools" },
          make("label", {}, "Group by ", grouping),
          download("CSV", Downloads.csv),
          download("JSON", Downloads.json),
        ),
      ),
      place,
    );
    addEventListener("beforeprint", () => table?.drawAll());
  }

  const now = () => Questions.find(View.now.question);

  /** Show the answer to the view's question out of `flows`; return the flows that are in it. */
  function show(view, flows) {
    const question = Questions.find(view.question);
    const group = Object.hasOwn(Table.GROUPS, view.group) ? view.group : question.group;
    shown = Questions.answer(question, flows);
    const key = JSON.stringify([question.id, group, view.sort, view.filters, view.text]);
    if (key !== drawn) {
      drawn = key;
      drawTable(view, question, group);
    }
    Table.point(place, view.flow);
    return shown;
  }

  function drawTable(view, question, group) {
    buttons.forEach((button, index) =>
      button.setAttribute("aria-pressed", String(Questions.all[index] === question)),
    );
    headline.replaceChildren(...Dom.words(question.ask(view)));
    sum.textContent = shown.length ? `${question.sum(shown)}.` : "";
    grouping.value = group;
    if (!shown.length) {
      table = null;
      place.replaceChildren(nothing(view));
      return;
    }
    table = Table.draw(place, {
      flows: shown,
      columns: question.columns,
      group,
      sort: view.sort,
      label: headline.textContent,
      onSort: (sort) => View.set({ sort }),
      onOpen: (flow) => View.set({ flow: flow.id }),
    });
  }

  /** Silence in the policies is not a denial, and the page says so. */
  function nothing(view) {
    const filtered = view.text || Object.values(view.filters).some((values) => values.length);
    return make(
      "p",
      { class: "nothing" },
      "– Not mentioned. No statement answers this",
      filtered ? " with these filters. " : ". ",
      filtered
        ? make("button", { type: "button", onclick: Filters.clear }, "Clear all filters")
        : null,
    );
  }

  return {
    id: "answers",
    title: "Answers",
    start,
    show,
    focus: () => (table ? table.focusFirst() : byId("search").focus()),
  };
})();
