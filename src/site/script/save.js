// Saving a picture, as it stands, as SVG or PNG.
import { button, el, say } from "./dom.js";

/** Hands a file to whoever reads the page. @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = /** @type {HTMLAnchorElement} */ (el("a", { download: name }));
  link.href = URL.createObjectURL(blob);
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  say(`${name} saved`);
}

/** The rules of the page's fonts. */
function faces() {
  const text = document.querySelector("style")?.textContent ?? "";
  return (/^[\s\S]*@font-face\{[^}]*\}/.exec(text) ?? [""])[0];
}

/** What looks a shape has from the style sheet, which does not travel with it. */
const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-size", "font-weight", "font-family", "text-anchor", "display"];

/** A picture as a document of its own: with its looks and fonts in it. @param {SVGSVGElement} picture */
export function standalone(picture) {
  const copy = /** @type {SVGSVGElement} */ (picture.cloneNode(true));
  const own = picture.hasAttribute("data-fingerprint");
  if (!own) {
    const [from, to] = [picture.querySelectorAll("*"), copy.querySelectorAll("*")];
    for (const [i, element] of from.entries()) {
      const looks = getComputedStyle(element);
      for (const look of LOOKS) {
        const value = looks.getPropertyValue(look);
        if (value && value !== "normal") to[i].setAttribute(look, value);
      }
      to[i].removeAttribute("tabindex");
    }
    const box = picture.viewBox.baseVal;
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x: box.x, y: box.y, width: box.width, height: box.height, fill: getComputedStyle(document.body).backgroundColor })) {
      ground.setAttribute(name, String(value));
    }
    copy.prepend(ground);
    copy.setAttribute("width", String(box.width));
    copy.setAttribute("height", String(box.height));
  }
  copy.removeAttribute("style");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  // As text: the page's policy lets no second style sheet into it, not even into what is saved of it.
  const tag = "style";
  const style = `<${tag}>${faces().replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</${tag}>`;
  return new XMLSerializer().serializeToString(copy).replace(/^<svg[^>]*>/, (open) => open + style);
}

/** @param {SVGSVGElement} picture @param {string} name */
function asSvg(picture, name) {
  download(new Blob([standalone(picture)], { type: "image/svg+xml" }), `${name}.svg`);
}

/** Painted at twice its size, or as large as canvases may be. @param {SVGSVGElement} picture @param {string} name */
async function asPng(picture, name) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([standalone(picture)], { type: "image/svg+xml" }));
  await image.decode();
  const { width, height } = picture.viewBox.baseVal;
  const scale = Math.min(2, 8000 / Math.max(width, height));
  const canvas = /** @type {HTMLCanvasElement} */ (document.createElement("canvas"));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => blob && download(blob, `${name}.png`), "image/png");
}

/** The buttons that save what is seen. @param {() => SVGSVGElement | null} picture @param {() => string} name */
export function saveButtons(picture, name) {
  const act = (/** @type {(picture: SVGSVGElement, name: string) => unknown} */ how) => () => {
    const found = picture();
    if (found) void how(found, name());
  };
  return el("span", { class: "saves" },
    button("Save SVG", act(asSvg), { class: "quiet" }),
    button("Save PNG", act(asPng), { class: "quiet" }),
    button("Print", () => print(), { class: "quiet" }));
}

/** A file name of a title. @param {string} title */
export const fileName = (title) =>
  title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "picture";
