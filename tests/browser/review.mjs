// A client's way through the review page, in Chromium: without JavaScript, by keyboard alone, on a wide screen and a
// narrow one; and axe-core's judgement of each page.
//
//     node review.mjs SOURCE PROGRAM CHROMIUM OUT
//
// SOURCE is the project, PROGRAM the built imprimatur. OUT holds node_modules (`npm install` of package.json beside
// this file) and gets a picture of each page, OUT/pages/, and of the page of a fault, OUT/fault.png. Exit 1 at the
// first fault.

import assert from "node:assert/strict";
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Shop } from "./shop.mjs";

const [source, program, chromiumPath, out] = process.argv.slice(2).map((name) => path.resolve(name));
const require = createRequire(path.join(out, "package.json"));

const FRENCH = "2026-0147", ENGLISH = "2026-0148";
const READER = "inclusion@exemple.fr"; // the sample order's approver
const SENT = "2026-11-23T09:00:00Z";
const WIDTHS = { wide: 1280, narrow: 320 };
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
const MOST_SECONDS = 600; // of the whole: then something hangs
const FOCUSABLE = 'a[href], button:not([tabindex="-1"]), input:not([type="hidden"]), textarea, [tabindex="0"]';

let shop, browser, at = "the beginning", looks = 0;
const readers = [];
const lesser = new Set(); // what axe-core says below serious

// A browser with or without JavaScript. What it asks for and is answered is watched.
class Reader {
  static async open(scripts) {
    const reader = new Reader();
    reader.scripts = scripts;
    const context = await browser.newContext({ javaScriptEnabled: scripts, locale: "fr-FR", viewport: { width: WIDTHS.wide, height: 800 } });
    context.setDefaultTimeout(60_000);
    reader.page = await context.newPage();
    reader.faults = [];
    context.on("request", (request) => {
      if (new URL(request.url()).origin !== reader.origin) reader.faults.push(`asks another host: ${request.url()}`);
    });
    context.on("response", (response) => {
      const policy = response.headers()["content-security-policy"] ?? "";
      if (!policy.includes("default-src 'none'") || policy.includes("script-src")) reader.faults.push(`${response.url()}: Content-Security-Policy "${policy}"`);
    });
    reader.page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) reader.faults.push(message.text());
    });
    readers.push(reader);
    return reader;
  }

  // Follows a link of a mail on this server; the answer's status.
  async go(server, link) {
    this.origin = server.origin;
    // To the same page again, with another fragment or none, would ask nobody.
    await this.page.goto("about:blank");
    const response = await this.page.goto(server.origin + link);
    return response.status();
  }

  // Presses what leads to another page, and waits for that.
  async press(what) {
    const loaded = this.page.waitForEvent("load");
    await (typeof what === "string" ? this.page.locator(what).first().click() : what());
    await loaded;
  }

  // The page as it is, at both widths.
  async look(name) {
    for (const [width, pixels] of Object.entries(WIDTHS)) {
      await this.page.setViewportSize({ width: pixels, height: 800 });
      const [wide, seen] = await this.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(wide <= seen, `${name} at ${pixels} px has to be scrolled sideways: it is ${wide} px wide`);
      if (this.scripts) await this.#judge(`${name} at ${pixels} px`);
      else await this.page.screenshot({ path: path.join(out, "pages", `${name}-${width}.png`), fullPage: true });
    }
    await this.page.setViewportSize({ width: WIDTHS.wide, height: 800 });
    assert.deepEqual(this.faults, [], name);
    ++looks;
  }

  async #judge(name) {
    await this.page.evaluate(require("axe-core").source);
    const found = await this.page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), WCAG);
    for (const violation of found.violations) {
      const words = `${violation.id} (${violation.impact}): ${violation.help}: ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`;
      assert.ok(!["serious", "critical"].includes(violation.impact), `${name}: ${words}`);
      lesser.add(words);
    }
  }

  text(selector) {
    return this.page.locator(selector).first().textContent();
  }

  // Presses Tab until the element has the focus, as somebody without a mouse.
  async tabTo(selector) {
    for (let i = 0; i < 80; ++i) {
      await this.page.keyboard.press("Tab");
      if (await this.page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    }
    assert.fail(`Tab never reaches ${selector}`);
  }

  // Tab reaches all that can be pressed or written into, in the order of the page, and shows where it is.
  async walk(name) {
    for (const pixels of Object.values(WIDTHS)) {
      await this.page.setViewportSize({ width: pixels, height: 800 });
      const count = await this.page.evaluate((focusable) => {
        const all = [...document.querySelectorAll(focusable)];
        all.forEach((element, i) => (element.dataset.place = i));
        document.activeElement.blur();
        return all.length;
      }, FOCUSABLE);
      const places = [];
      for (let i = 0; i <= count; ++i) {  // once round, by way of the page as such
        await this.page.keyboard.press("Tab");
        if (await this.page.evaluate(() => document.activeElement === document.body)) continue;
        const where = await this.page.evaluate(() => {
          const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
          return {
            place: Number(element.dataset.place ?? -1),
            tag: element.outerHTML.slice(0, 120),
            outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
            in_sight: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
          };
        });
        assert.ok(where.outlined, `${name} at ${pixels} px: focus isn't seen on ${where.tag}`);
        assert.ok(where.in_sight, `${name} at ${pixels} px: focus is out of sight on ${where.tag}`);
        places.push(where.place);
      }
      if (places.length > count) places.pop();
      const first = places.indexOf(0);
      assert.deepEqual([...places.slice(first), ...places.slice(0, first)], [...Array(count).keys()], `${name} at ${pixels} px: order of the focus`);
    }
    await this.page.setViewportSize({ width: WIDTHS.wide, height: 800 });
  }

  // Each error at the top leads to a field that is told to be wrong, and is told why.
  async readErrors(name, fields) {
    const links = this.page.locator("#errors a");
    const found = [];
    for (let i = 0; i < (await links.count()); ++i) {
      await links.nth(i).click();
      found.push(
        await this.page.evaluate(() => {
          const field = document.activeElement, told = field.getAttribute("aria-describedby") ?? "";
          const words = told.split(" ").map((id) => document.getElementById(id)?.textContent.trim());
          return field.getAttribute("aria-invalid") === "true" && words.every(Boolean) && words.length > 0 && told.includes(`${field.id}-wrong`) ? field.id : `not told: ${field.outerHTML}`;
        }),
      );
    }
    assert.deepEqual(found, fields, name);
  }

  // All pictures of the page are there.
  async pictures() {
    const all = await this.page.evaluate(async () => {
      const images = [...document.querySelectorAll("img, input[type=image]")];
      return images.map((image) => ({ src: image.getAttribute("src"), wide: image.naturalWidth ?? -1, alt: image.alt }));
    });
    for (const { src, alt } of all) {
      const answer = await fetch(this.origin + src);
      assert.equal(answer.headers.get("content-type"), "image/png", src);
      assert.ok(alt.length > 5, `${src} has no alt`);
    }
    for (const { src, wide } of all) assert.notEqual(wide, 0, `${src} isn't shown`);
    return all.map(({ src }) => src);
  }
}

async function step(words, what) {
  at = words;
  const start = Date.now();
  await what();
  console.log(`${words}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

// Asked again and again: a page without JavaScript can't tell when.
async function eventually(words, what) {
  for (const end = Date.now() + 120_000; !(await what()); ) {
    assert.ok(Date.now() < end, `it never comes about: ${words}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

const sha256 = (bytes) => crypto.createHash("sha256").update(bytes).digest("hex");
const later = (date, days) => new Date(Date.parse(date) + days * 86_400_000).toISOString().replace(".000", "");

// The pages are being painted while the first readers are there.
async function painted(reader, server, link) {
  await eventually("the pages' pictures are there", async () => {
    await reader.go(server, link);
    return (await reader.page.locator(".pages img").count()) > 0;
  });
}

// All that a reader can look at while an answer is awaited, and all that is answered to a form with faults.
async function lookAround(reader, server, bat) {
  const { page } = reader, { link } = bat;
  await painted(reader, server, link);
  const pictures = await reader.pictures();
  assert.ok(pictures.length > 3, `${pictures.length} pictures`);
  assert.ok(pictures.every((src) => /\/image\/([2-9]|\d\d)-small\.png$/.test(src)), "page 1 is among the pictures");
  assert.ok(!(await page.content()).includes(bat.code), "the code stands on the page");
  await reader.look("proof");

  await reader.press('.pages a[href$="/page/2"]');
  const width = () => page.locator(".scroll img").evaluate((image) => image.getBoundingClientRect().width);
  await reader.look("sheet");
  const before = await width();
  await reader.press('a[href$="zoom=1"]');
  for (const pixels of Object.values(WIDTHS)) {
    await page.setViewportSize({ width: pixels, height: 800 });
    const [seen, whole] = await page.locator(".scroll").evaluate((box) => [[box.clientWidth, box.clientHeight], [box.scrollWidth, box.scrollHeight]]);
    assert.deepEqual(seen, whole, `the whole page isn't seen at ${pixels} px`);
  }
  await reader.look("sheet-whole");
  await reader.press('a[href$="zoom=3"]:not([aria-current])');
  assert.ok((await width()) > before * 1.2, "zoom");
  await reader.pictures();
  await reader.tabTo(".scroll");
  await page.keyboard.press("ArrowRight");
  await eventually("the enlarged page is scrolled by keyboard", () => page.locator(".scroll").evaluate((box) => box.scrollLeft > 0));
  await reader.look("sheet-zoomed");

  await reader.press('main a[href*="/changes"]');
  await reader.look("changes");
  await reader.press(() => page.locator("input[type=image]").click({ position: { x: 360, y: 150 } }));
  const paper = await page.locator(".marks").evaluate((marks) => marks.viewBox.baseVal.width);
  const millimetres = Math.round((360 * paper) / 720 / 10);
  const legend = await reader.text(".pin legend");
  assert.ok(new RegExp(`page 2\\D+${millimetres}\\s?mm`).test(legend), `clicked at ${millimetres} mm: ${legend}`);
  const [mark, canvas] = [await page.locator(".marks circle").boundingBox(), await page.locator("input[type=image]").boundingBox()];
  assert.ok(Math.abs(mark.x + mark.width / 2 - canvas.x - 360) < 3 && Math.abs(mark.y + mark.height / 2 - canvas.y - 150) < 3, "the mark isn't where the click was");
  assert.equal(await page.evaluate(() => document.activeElement.id), "r0", "the new remark has the focus");
  await reader.look("changes-pinned");
  await reader.press('button[value="send"]');
  await reader.readErrors("remark", ["r0", "name"]);
  await reader.look("changes-wrong");

  for (const [form, fields] of [["approve", ["name", "code", "agree"]], ["refuse", ["name", "reason"]]]) {
    assert.equal(await reader.go(server, `${link}/${form}`), 200);
    await reader.look(form);
    await reader.press('button[type="submit"]');
    await reader.readErrors(form, fields);
    await reader.look(`${form}-wrong`);
  }
  assert.equal(await reader.go(server, link + "x"), 404);
  await reader.look("missing");
}

async function go() {
  const { chromium } = require("playwright-core");
  fs.rmSync(path.join(out, "pages"), { recursive: true, force: true });
  fs.rmSync(path.join(out, "fault.png"), { force: true });
  shop = new Shop(source, program, SENT);
  await shop.open();
  let plain, scripted, server, first, english;

  await step("two proofs are made and mailed", async () => {
    shop.order(FRENCH);
    shop.order(ENGLISH);
    shop.change(ENGLISH, 'language = "fr"', 'language = "en"');
    first = await shop.send(FRENCH, READER);
    english = await shop.send(ENGLISH, READER);
    browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"], handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
    server = await shop.serve();
    plain = await Reader.open(false);
    scripted = await Reader.open(true);
  });
  const both = async (link, name, status = 200, where = server) => {
    for (const reader of [plain, scripted]) {
      assert.equal(await reader.go(where, link), status, name);
      await reader.look(name);
    }
  };

  await step("the PDF is the one that was mailed, and no picture shows its first page", async () => {
    const answer = await fetch(server.origin + first.link + "/bat.pdf");
    const digest = sha256(Buffer.from(await answer.arrayBuffer()));
    assert.equal(digest, sha256(first.pdf));
    assert.ok((await (await fetch(server.origin + first.link)).text()).includes(digest));
    for (const page of ["page/1", "image/1-small.png", "image/1-large.png"]) assert.equal((await fetch(`${server.origin}${first.link}/${page}`)).status, 404, page);
  });
  await step("a client looks around, without JavaScript", () => lookAround(plain, server, first));
  await step("a client looks around, with JavaScript; axe-core judges", () => lookAround(scripted, server, first));
  await step("a keyboard reaches everything, and shows where it is", async () => {
    for (const [place, name] of [["", "proof"], ["/page/3", "sheet"], ["/changes?page=3", "changes"], ["/approve", "approve"], ["/refuse", "refuse"]]) {
      await plain.go(server, first.link + place);
      await plain.walk(name);
    }
  });
  await step("after the day of the answer the page says so, and takes answers still", async () => {
    const tomorrow = await shop.serve(later(first.answer_by, 1));
    await both(first.link, "overdue", 200, tomorrow);
    assert.equal(await plain.page.locator(".state.overdue").count(), 1);
    assert.equal(await plain.go(tomorrow, first.link + "/approve"), 200);
    assert.equal((await tomorrow.stop()).status, 0);
  });
  await step("nothing of all that decided anything", async () => assert.equal(await shop.stage(FRENCH), "sent"));

  await step("a client refuses, by keyboard, in English", async () => {
    await plain.go(server, english.link);
    assert.equal(await plain.page.locator("html").getAttribute("lang"), "en");
    await plain.look("proof-english");
    await plain.tabTo('a[href$="/refuse"]');
    await plain.press(() => plain.page.keyboard.press("Enter"));
    await plain.tabTo("#name");
    await plain.page.keyboard.type("Ada Lovelace, director");
    await plain.tabTo("#reason");
    await plain.page.keyboard.type("The programme was called off.");
    assert.equal(await shop.stage(ENGLISH), "sent");
    await plain.tabTo('button[type="submit"]');
    await plain.press(() => plain.page.keyboard.press("Enter"));
    const recorded = await plain.text("#recorded");
    for (const words of ["Ada Lovelace, director", "The programme was called off."]) assert.ok(recorded.includes(words), recorded);
    assert.equal(await shop.stage(ENGLISH), "refused");
    await both(english.link, "refused");
  });

  let second, again;
  await step("a comma is changed, and what was refused is made again", async () => {
    shop.change(FRENCH, "à votre rythme, près", "à votre rythme et près");
    second = await shop.send(FRENCH, READER);
    again = await shop.send(ENGLISH, READER);
    assert.deepEqual([second.version, again.version], [2, 2]);
  });
  await step("the superseded link leads to the newest version", async () => {
    await both(first.link, "superseded");
    assert.equal(await plain.page.locator('a[href$="/approve"]').count(), 0);
    await plain.press(".state.superseded a");
    assert.equal(new URL(plain.page.url()).pathname, second.link);
    for (const reader of [plain, scripted]) {
      await painted(reader, server, second.link);
      await reader.look("proof-changed");
    }
    for (const form of ["approve", "changes", "refuse"]) {
      await plain.go(server, `${first.link}/${form}`);
      assert.equal(new URL(plain.page.url()).pathname, first.link, `a form for a superseded version: ${form}`);
    }
  });

  await step("a client asks for changes, with a remark put on a page", async () => {
    await painted(plain, server, again.link);
    await plain.go(server, again.link + "/changes");
    await plain.page.locator("#whole").fill("Please shorten the text.");
    await plain.press('button[value="show-3"]');
    assert.equal(await plain.page.locator("#whole").inputValue(), "Please shorten the text.");
    await plain.page.setViewportSize({ width: WIDTHS.narrow, height: 800 });
    await plain.press(() => plain.page.locator("input[type=image]").click({ position: { x: 200, y: 300 } }));
    await plain.page.keyboard.type("This logo is too small."); // the remark has the focus
    await plain.page.locator("#name").fill("Ada Lovelace, director");
    // Enter in a field is not "send".
    await plain.press(() => plain.page.locator("#name").press("Enter"));
    assert.equal(await shop.stage(ENGLISH), "sent");
    assert.equal(await plain.page.locator("#r0").inputValue(), "This logo is too small.");
    await plain.press('button[value="send"]');
    const recorded = await plain.text("#recorded");
    for (const words of ["Ada Lovelace, director", "Please shorten the text.", "This logo is too small.", "page 3"]) assert.ok(recorded.includes(words), recorded);
    assert.equal(await shop.stage(ENGLISH), "to-change");
    await both(again.link, "changes-recorded");
  });

  await step("a wrong code decides nothing, the right one approves; by keyboard", async () => {
    const { page } = plain;
    await plain.go(server, second.link);
    await plain.tabTo('a[href$="/approve"]');
    await plain.press(() => page.keyboard.press("Enter"));
    await plain.tabTo("#name");
    await page.keyboard.type("Jeanne Martin, chargée de communication");
    await plain.tabTo("#code");
    await page.keyboard.type(first.code === second.code ? "ABCDEF" : first.code); // the version before's
    await plain.tabTo("#agree");
    await page.keyboard.press("Space");
    await plain.tabTo('button[type="submit"]');
    await plain.press(() => page.keyboard.press("Enter"));
    await plain.look("code-wrong");
    await plain.readErrors("wrong code", ["code"]);
    assert.equal(await shop.stage(FRENCH), "sent");
    assert.deepEqual([await page.locator("#name").inputValue(), await page.locator("#code").inputValue(), await page.locator("#agree").isChecked()], ["Jeanne Martin, chargée de communication", "", true]);
    await plain.tabTo("#code");
    await page.keyboard.type(`${second.code.slice(0, 3)} ${second.code.slice(3)}`.toLowerCase());
    await plain.tabTo('button[type="submit"]');
    await plain.press(() => page.keyboard.press("Enter"));
    assert.equal(new URL(page.url()).hash, "#recorded");
    assert.ok((await plain.text("#recorded")).includes("Jeanne Martin, chargée de communication"));
    assert.equal(await shop.stage(FRENCH), "approved");
    await both(second.link, "approved");
    await plain.go(server, second.link + "/approve");
    assert.equal(new URL(page.url()).pathname, second.link, "an approved version is asked for again");
    await both(first.link, "superseded-approved");
  });

  await step("an expired link says whom to call", async () => {
    assert.equal((await server.stop()).status, 0);
    server = await shop.serve(later(second.answer_by, 70));
    await both(second.link, "expired", 410);
    const words = await plain.text("main");
    for (const whom of ["01 99 00 00 00", "contact@exemple.fr"]) assert.ok(words.replace(/\s/g, " ").includes(whom), words);
    assert.equal((await server.stop()).status, 0);
  });
}

let ending = false;
async function end(status) {
  if (ending) return;
  ending = true;
  await browser?.close().catch(() => {});
  shop?.close();
  process.exit(status);
}

async function fault(error) {
  console.error(`review in a browser: ${at}: ${error.stack ?? error}`);
  for (const reader of readers) {
    if (reader.page.isClosed() || reader.page.url() === "about:blank") continue;
    console.error(`  ${reader.scripts ? "with" : "without"} JavaScript at ${reader.page.url()}`);
    const name = readers.indexOf(reader) === 0 ? "fault.png" : "fault-scripted.png";
    await reader.page.screenshot({ path: path.join(out, name), fullPage: true, timeout: 5000 }).catch(() => {});
  }
  await end(1);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(1));
process.on("unhandledRejection", fault);
setTimeout(() => fault(new Error(`not done after ${MOST_SECONDS} s`)), MOST_SECONDS * 1000).unref();
const start = Date.now();
if (!out || !fs.existsSync(path.join(out, "node_modules/playwright-core"))) {
  console.error("review in a browser: OUT has no playwright-core. `tools/test release` installs it.");
  process.exit(2);
}
go().then(async () => {
  for (const words of lesser) console.log(`axe-core, below serious: ${words}`);
  console.log(`${looks} pages looked at, at ${Object.values(WIDTHS).join(" and ")} px, in ${((Date.now() - start) / 1000).toFixed(0)} s; no fault`);
  await end(0);
}, fault);
