"use strict";
/* The Flows tab's picture: what is traced in it, by pointer and by keys. Whole flows light up,
   from their data to their recipients, and never halves of several. */

const Drawing = (() => {
  const { make, figure } = Dom;
  const { isNode } = Ribbons;
  const KEYS =
    "Arrow keys move, Enter lists the statements. Tab goes on to the ribbons of a name. " +
    "The Answers and Matrix tabs have the same as tables.";

  const surface = make("div", { class: "ribbons" });
  const tip = make("div", { class: "tip", hidden: true });
  const stage = make("div", { class: "ribbon-stage" }, surface, tip);
  let open = null; // What is called with a node or a ribbon that is to be looked at.
  let picture = null;
  let elements = new Map(); // The element of every node and ribbon,
  let things = new Map(); // and the node or ribbon of every element.
  let svg = null;
  let pinned = null;
  let pointed = null;
  let entered = null; // The name that the focus was on last: its ribbons come next.

  function start(onOpen) {
    open = onOpen;
    surface.addEventListener("click", (event) => open(thingAt(event.target)));
    // Not "pointerover", which also comes when the picture moves under a pointer at rest.
    surface.addEventListener("pointermove", (event) => point(thingAt(event.target), event));
    surface.addEventListener("pointerleave", () => point(null));
    surface.addEventListener("focusin", (event) => arrive(thingAt(event.target)));
    surface.addEventListener("focusout", () => trace(pinned));
    surface.addEventListener("keydown", press);
  }

  /** Draw a picture that has places, under a label, and `caption` lines below it. */
  function show(drawn, places, label, caption) {
    const focused = thingAt(document.activeElement)?.id;
    picture = drawn;
    const font = getComputedStyle(surface).fontFamily;
    ({ svg, elements } = Strokes.sheet(picture, places, { label, hint: KEYS, caption, font }));
    things = new Map([...elements].map(([thing, element]) => [element, thing]));
    pinned = pointed = entered = null;
    surface.replaceChildren(svg);
    rove(picture.columns[0].nodes[0]);
    rove(picture.ribbons[0]);
    tip.hidden = true;
    if (focused) elements.get(find(focused))?.focus({ preventScroll: true });
  }

  const find = (id) => [...elements.keys()].find((thing) => thing.id === id) ?? null;

  const thingAt = (target) => things.get(target.closest?.("[data-thing]")) ?? null;

  function ribbonsOf(thing) {
    if (!thing) return [];
    return isNode(thing)
      ? picture.ribbons.filter((ribbon) => ribbon[thing.column] === thing)
      : [thing];
  }

  /** Light up the whole of every flow at a node or in a ribbon; null for none. */
  function trace(thing) {
    const traced = new Set(ribbonsOf(thing));
    const through = new Map();
    for (const ribbon of traced) {
      for (const node of [ribbon.data, ribbon.company, ribbon.recipient]) {
        through.set(node, (through.get(node) ?? 0) + ribbon.flows.length);
      }
    }
    svg.classList.toggle("tracing", traced.size > 0);
    for (const [each, element] of elements) {
      element.classList.toggle("on", isNode(each) ? through.has(each) : traced.has(each));
      if (!isNode(each)) continue;
      const number = traced.size ? (through.get(each) ?? 0) : each.size;
      element.lastElementChild.textContent = figure(number);
    }
  }

  /** Put the focus back to what is traced, after a drawing anew has taken it away. */
  function refocus() {
    elements.get(pinned)?.focus({ preventScroll: true });
  }

  function pin(thing) {
    pinned = thing;
    trace(thing);
  }

  function point(thing, event) {
    if (thing !== pointed) {
      pointed = thing;
      trace(thing ?? pinned);
      tip.hidden = !thing;
      tip.textContent = thing ? Ribbons.wordsOf(thing) : "";
    }
    if (thing) moveTip(event);
  }

  function moveTip(event) {
    const box = stage.getBoundingClientRect();
    const rightmost = box.width - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(0, Math.min(event.clientX - box.left + 14, rightmost))}px`;
    const above = event.clientY - box.top - tip.offsetHeight - 12;
    tip.style.top = `${above < 0 ? event.clientY - box.top + 18 : above}px`;
  }

  /** Let Tab stop at this node or ribbon, and at no other of its kind. */
  function rove(thing) {
    if (!thing) return;
    for (const [each, element] of elements) {
      if (isNode(each) === isNode(thing)) element.setAttribute("tabindex", each === thing ? 0 : -1);
    }
  }

  function arrive(thing) {
    if (!thing) return;
    rove(thing);
    trace(thing);
    if (!isNode(thing) || thing === entered) return;
    entered = thing;
    rove(ribbonsOf(thing)[0]);
  }

  function press(event) {
    const thing = thingAt(event.target);
    if (event.key === "Escape" && pinned && Dom.byId("drawer").hidden) open(null);
    if (!thing) return;
    if (event.key === "Enter" || event.key === " ") open(thing);
    else if (!go(thing, event.key)) return;
    event.preventDefault();
  }

  /** Move the focus by a key; false if it is none of ours. */
  function go(thing, key) {
    const along = isNode(thing) ? columnOf(thing).nodes : beside(thing);
    const at = along.indexOf(thing);
    const next = {
      ArrowDown: along[at + 1] ?? thing,
      ArrowUp: along[at - 1] ?? thing,
      Home: along[0],
      End: along.at(-1),
      ArrowRight: isNode(thing) ? across(thing, 1) : thing,
      ArrowLeft: isNode(thing) ? across(thing, -1) : thing,
    }[key];
    if (next) elements.get(next).focus();
    return Boolean(next);
  }

  const columnOf = (node) => picture.columns.find(({ kind }) => kind === node.column);
  const beside = (ribbon) => {
    const own = ribbonsOf(entered);
    return own.includes(ribbon) ? own : picture.ribbons;
  };

  function across(node, step) {
    const column = picture.columns[picture.columns.indexOf(columnOf(node)) + step];
    if (!column) return node;
    const distance = (each) => Math.abs(each.y + each.height / 2 - node.y - node.height / 2);
    return column.nodes.reduce((best, each) => (distance(each) < distance(best) ? each : best));
  }

  return {
    stage,
    start,
    show,
    pin,
    refocus,
    ribbonsOf,
    find,
    focus: () => surface.querySelector(".name[tabindex='0']")?.focus(),
    get svg() {
      return svg;
    },
  };
})();
