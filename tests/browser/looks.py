"""Looks at a page as people do who see little, or through a narrow window: nothing slides sideways,
nothing is covered or too small to press, nothing hides from a screen reader, and it is light.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, Response

WIDTHS = (320, 390, 768, 1280, 1920)
LEAST_TARGET = 24  # CSS pixels (WCAG 2.2, 2.5.8)
MOST_WEIGHT = 100_000  # bytes of a page without its pictures
NARROW = (320, 390)  # where another machine's wider letters push a page that only just fits
# what a reader may set for themselves (WCAG 2.2, 1.4.12), and wider than any system's own font
WIDER = "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

SLIDES = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > root.clientWidth + 1
  );
  return [root.scrollWidth + ' > ' + root.clientWidth, ...wide.slice(-2).map(
    (one) => one.tagName.toLowerCase() + '.' + one.className
  )];
}"""
# a sheet made by a script needs no leave of the page's Content-Security-Policy
SET = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""
UNFOLD = """() => document.querySelectorAll('details:not([open])').forEach((one) => {
  one.open = true;
  one.dataset.folded = '';
})"""
FOLD = "() => document.querySelectorAll('[data-folded]').forEach((one) => { one.open = false; })"
# a link within a sentence may be as small as its letters; a box with a label is pressed by either
SMALL = """(least) => {
  const pressed = 'button, input:not([type=hidden]), select, textarea, summary, [role=button]';
  return [...document.querySelectorAll(pressed)].filter((one) => {
    const box = (one.closest('label') || one).getBoundingClientRect();
    const style = getComputedStyle(one);
    if (!box.width || style.visibility === 'hidden') return false;
    if (style.clipPath !== 'none' || style.opacity === '0') return false;
    return box.width < least || box.height < least;
  }).slice(0, 3).map((one) => {
    const box = one.getBoundingClientRect();
    const name = (one.textContent || one.name || '').trim().slice(0, 30);
    return `${one.tagName.toLowerCase()} “${name}” ${box.width | 0}x${box.height | 0}`;
  });
}"""
# words that run under a button or a field beside them; what floats above the page may cover it
COVERED = """() => {
  const clipped = (box, of) => {
    let {left, top, right, bottom} = box;
    for (let one = of; one && one !== document.body; one = one.parentElement) {
      if (getComputedStyle(one).overflow === 'visible') continue;
      const edge = one.getBoundingClientRect();
      left = Math.max(left, edge.left); right = Math.min(right, edge.right);
      top = Math.max(top, edge.top); bottom = Math.min(bottom, edge.bottom);
    }
    return {left, top, right, bottom};
  };
  const floats = (one) => {
    for (let at = one; at && at !== document.body; at = at.parentElement)
      if (['absolute', 'fixed', 'sticky'].includes(getComputedStyle(at).position)) return true;
    return false;
  };
  const pressed = [...document.querySelectorAll('main :is(button, .button, input, select)')]
    .filter((one) => one.checkVisibility() && !floats(one));
  const words = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (words.nextNode()) {
    const text = words.currentNode, of = text.parentElement;
    if (!text.data.trim() || !of.checkVisibility() || floats(of)) continue;
    if (of.closest('option, textarea')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      const seen = clipped(box, of);
      const over = pressed.find((one) => {
        if (one.contains(of)) return false;
        const edge = one.getBoundingClientRect();
        return Math.min(seen.right, edge.right) - Math.max(seen.left, edge.left) > 3
          && Math.min(seen.bottom, edge.bottom) - Math.max(seen.top, edge.top) > 3;
      });
      if (over) found.push(`“${text.data.trim().slice(0, 30)}” under “${over.textContent.trim()}”`);
    }
  }
  return found.slice(0, 3);
}"""
AXE = """async (tags) => {
  const told = await axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  return told.violations.flatMap((rule) => rule.nodes.slice(0, 2).map(
    (node) => `${rule.id} (${rule.impact}): ${node.target.join(' ')} ${node.html.slice(0, 120)}`
  ));
}"""


@dataclass
class Weight:
    """What a page made the browser fetch, pictures left aside."""

    octets: int = 0
    seen: set[str] = field(default_factory=set)

    def add(self, response: Response) -> None:
        """Count an answer once."""
        kind = response.headers.get("content-type", "")
        if response.url in self.seen or kind.startswith("image/") or response.status >= 300:
            return
        self.seen.add(response.url)
        try:
            self.octets += len(response.body())
        except Exception:
            return


@cache
def _axe() -> str:
    return AXE_FILE_PATH.read_text("utf-8")


def faults_of(page: Page, weight: int) -> Iterator[str]:
    """What is wrong with the page that is open."""
    if weight > MOST_WEIGHT:
        yield f"weighs {weight / 1000:.0f} kB"
    yield from slides_of(page)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        small: list[str] = page.evaluate(SMALL, LEAST_TARGET)
        yield from (f"too small at {width}: {one}" for one in small)
        covered: list[str] = page.evaluate(COVERED)
        yield from (f"covered at {width}: {one}" for one in covered)
    page.evaluate(_axe())
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        told: list[str] = page.evaluate(AXE, TAGS)
        yield from (f"axe at {width}, {scheme}: {one}" for one in told)
    page.emulate_media(color_scheme="light")


def slides_of(page: Page) -> Iterator[str]:
    """Where it slides sideways with all that folds unfolded: at each width as it is, and at the
    narrow ones with wider text.
    """
    page.evaluate(UNFOLD)
    for widths, rules, how in ((NARROW, WIDER, " with wider text"), (WIDTHS, "", "")):
        page.evaluate(SET, rules)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            slides: list[str] = page.evaluate(SLIDES)
            if slides:
                yield f"slides sideways at {width}{how}: {', '.join(slides)}"
    page.evaluate(FOLD)
