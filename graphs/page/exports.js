"use strict";
/* Pictures out of the page: an SVG that stands alone, and a PNG that is painted from it.

   The PNG is painted shape by shape, because loading the SVG as an image would need a wider
   content security policy. What our pictures are made of can be painted: paths, rects, texts. */

const Exports = (() => {
  const SCALE = 2; // Pixels of a PNG for each pixel of the page.
  const MARGIN = 16;
  const LARGEST = 8192; // Browsers refuse canvases that are much larger, in pixels.
  const STYLES = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-opacity",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "paint-order",
    "font-family",
    "font-size",
    "font-weight",
    "font-variant-numeric",
    "text-anchor",
  ];
  const DRAWN = "path, rect, text";
  // What XML can't hold, not even as a reference.
  const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

  /** Save an SVG element of the page with the colours that it has now. */
  function svg(name, element) {
    const copy = element.cloneNode(true);
    const [from, to] = [element, copy].map((each) => [each, ...each.querySelectorAll("*")]);
    from.forEach((each, index) => settle(each, to[index]));
    for (const each of copy.querySelectorAll(".unexported")) each.remove();
    for (const each of to) strip(each);
    const { width, height } = sizeOf(element);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", width + 2 * MARGIN);
    copy.setAttribute("height", height + 2 * MARGIN);
    copy.setAttribute(
      "viewBox",
      `${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`,
    );
    const paper = document.createElementNS(copy.namespaceURI, "rect");
    const place = {
      x: -MARGIN,
      y: -MARGIN,
      width: width + 2 * MARGIN,
      height: height + 2 * MARGIN,
    };
    for (const [key, value] of Object.entries({ ...place, fill: paperColour() })) {
      paper.setAttribute(key, value);
    }
    copy.prepend(paper);
    const text = new XMLSerializer().serializeToString(copy).replace(UNWRITABLE, "\ufffd");
    Downloads.save(`${name}.svg`, "image/svg+xml", text);
  }

  /** Write an element's computed style into the attributes of its copy. */
  function settle(element, copy) {
    if (!element.matches(DRAWN)) return;
    const style = getComputedStyle(element);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      if (value) copy.setAttribute(name, value.replace(/url\("(#[^"]*)"\)/, "url($1)"));
    }
    if (style.display === "none") copy.setAttribute("display", "none");
  }

  function strip(element) {
    for (const { name } of [...element.attributes]) {
      if (/^(class|style|role|tabindex|aria-|data-|on)/.test(name)) element.removeAttribute(name);
    }
  }

  /** Save an SVG element or a canvas as PNG, on the colour of the page. */
  function png(name, element) {
    const canvas = element instanceof HTMLCanvasElement ? onPaper(element) : painted(element);
    canvas.toBlob((blob) => blob && Downloads.save(`${name}.png`, "image/png", blob), "image/png");
  }

  const paperColour = () => getComputedStyle(document.documentElement).backgroundColor;

  function sizeOf(element) {
    const { width, height } = element.viewBox.baseVal;
    return { width, height };
  }

  function sheet(width, height) {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: Math.ceil(width), height: Math.ceil(height) });
    const context = canvas.getContext("2d");
    context.fillStyle = paperColour();
    context.fillRect(0, 0, canvas.width, canvas.height);
    return { canvas, context };
  }

  function onPaper(drawing) {
    const { canvas, context } = sheet(drawing.width, drawing.height);
    context.drawImage(drawing, 0, 0);
    return canvas;
  }

  function painted(element) {
    const { width, height } = sizeOf(element);
    const most = Math.max(width, height) + 2 * MARGIN;
    const scale = Math.min(SCALE, LARGEST / most);
    const { canvas, context } = sheet((width + 2 * MARGIN) * scale, (height + 2 * MARGIN) * scale);
    context.scale(scale, scale);
    context.translate(MARGIN, MARGIN);
    for (const each of element.querySelectorAll(DRAWN)) {
      if (!each.closest("defs, .unexported")) paint(context, each, scale);
    }
    return canvas;
  }

  function paint(context, element, scale) {
    const style = getComputedStyle(element);
    if (style.display === "none") return;
    const text = element.tagName === "text";
    const shape = text ? null : shapeOf(element);
    if (text) {
      context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      context.textAlign = style.textAnchor === "middle" ? "center" : style.textAnchor;
    }
    const at = text ? [element.textContent, numberOf(element, "x"), numberOf(element, "y")] : [];
    // A stroke behind the fill is a text's halo; it comes first in any case.
    if (style.stroke !== "none") {
      context.strokeStyle = style.stroke;
      context.lineWidth = parseFloat(style.strokeWidth);
      context.lineJoin = "round";
      context.globalAlpha = Number(style.strokeOpacity);
      if (text) context.strokeText(...at);
      else context.stroke(shape);
    }
    if (style.fill === "none") return;
    context.fillStyle = colourOf(context, style.fill, scale);
    context.globalAlpha = Number(style.fillOpacity);
    if (text) context.fillText(...at);
    else context.fill(shape);
  }

  const numberOf = (element, name) => Number(element.getAttribute(name));

  function shapeOf(element) {
    if (element.tagName === "path") return new Path2D(element.getAttribute("d"));
    const shape = new Path2D();
    shape.rect(...["x", "y", "width", "height"].map((name) => numberOf(element, name)));
    return shape;
  }

  /** Return a colour, or the pattern that a fill like `url(#hatch)` refers to. */
  function colourOf(context, fill, scale) {
    const id = /^url\("?#([^")]*)"?\)/.exec(fill)?.[1];
    const pattern = id && Dom.byId(id);
    if (!pattern) return fill;
    const tile = document.createElement("canvas");
    Object.assign(tile, {
      width: numberOf(pattern, "width") * scale,
      height: numberOf(pattern, "height") * scale,
    });
    const drawing = tile.getContext("2d");
    drawing.scale(scale, scale);
    for (const each of pattern.querySelectorAll("path, rect")) paint(drawing, each, scale);
    const made = context.createPattern(tile, "repeat");
    const turned = pattern.patternTransform.baseVal.consolidate()?.matrix;
    const turn = turned ? new DOMMatrix([turned.a, turned.b, turned.c, turned.d, 0, 0]) : null;
    made.setTransform((turn ?? new DOMMatrix()).scale(1 / scale));
    return made;
  }

  return { svg, png };
})();
