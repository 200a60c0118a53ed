// A print shop that mails: a workspace in a temporary folder, the program at work on it, and the mail server of
// its clients, which keeps what it is given.

import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

// A mail server on a port of this machine, which takes everything. `mails`: { to, text, pdf }, as they came.
class MailServer {
  mails = [];
  #server = net.createServer((socket) => this.#talk(socket));

  async open() {
    await new Promise((done) => this.#server.listen(0, "127.0.0.1", done));
    this.port = this.#server.address().port;
    this.#server.unref();
  }
  #talk(socket) {
    let left = "", to = "", message = null;
    const say = (line) => socket.write(line + "\r\n");
    socket.setEncoding("latin1").on("error", () => {});
    socket.on("data", (bytes) => {
      left += bytes;
      for (let end; (end = left.indexOf("\r\n")) >= 0; ) {
        const line = left.slice(0, end);
        left = left.slice(end + 2);
        if (message !== null) {
          if (line !== ".") {
            message.push(line.startsWith(".") ? line.slice(1) : line);
            continue;
          }
          this.mails.push({ to, ...opened(message.join("\r\n")) });
          message = null;
          say("250 2.0.0 taken");
        } else if (/^DATA/i.test(line)) {
          message = [];
          say("354 go on");
        } else if (/^QUIT/i.test(line)) {
          say("221 bye");
          socket.end();
        } else {
          to = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1] ?? to;
          say("250 fine");
        }
      }
    });
    say("220 here");
  }
}

// The plain text and the PDF of a message (RFC 2045, RFC 2046).
function opened(message) {
  const found = {};
  const open = (entity) => {
    const end = entity.indexOf("\r\n\r\n");
    const head = entity.slice(0, end).replace(/\r\n[ \t]/g, " ");
    const body = entity.slice(end + 4);
    const field = (name) => new RegExp(`^${name}:\\s*(.*)$`, "im").exec(head)?.[1] ?? "";
    const type = field("Content-Type");
    const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
    if (boundary) {
      for (const part of `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1)) open(part.replace(/^[ \t]*\r\n/, ""));
      return;
    }
    const encoding = field("Content-Transfer-Encoding").toLowerCase();
    const bytes =
      encoding === "base64" ? Buffer.from(body, "base64")
      : encoding === "quoted-printable" ? Buffer.from(body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1")
      : Buffer.from(body, "latin1");
    if (/^text\/plain/i.test(type)) found.text ??= bytes.toString("utf8");
    if (/^application\/pdf/i.test(type)) found.pdf = bytes;
  };
  open(message);
  return found;
}

export class Shop {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "imprimatur-browser-"));
  #children = new Set();
  #mail = new MailServer();

  // `now`: the time that commands go by where they aren't told another.
  constructor(source, program, now) {
    Object.assign(this, { source, program, now });
  }

  async open() {
    await this.#mail.open();
    await this.run("init", this.#workspace);
    fs.writeFileSync(path.join(this.#workspace, "mail.toml"), `format = 1
[from]
name = "Coopérative Exemple"
address = "bat@exemple.fr"
[server]
host = "127.0.0.1"
port = ${this.#mail.port}
security = "none"
[answers]
address = "bat@exemple.fr"
bounces = "retours@exemple.fr"
[review]
url = "https://bat.exemple.fr"
`);
  }

  // The sample order, under this name.
  order(id) {
    fs.cpSync(path.join(this.source, "samples/departement-exemple"), this.#order(id), { recursive: true });
    this.change(id, "2026-0147", id);
  }

  // Puts words of its order.toml in place of others.
  change(id, from, to) {
    const file = path.join(this.#order(id), "order.toml");
    const text = fs.readFileSync(file, "utf8");
    if (!text.includes(from)) throw new Error(`the sample order has no "${from}"`);
    fs.writeFileSync(file, text.replace(from, to));
  }

  // Makes the next version of an order's proof and mails it: what `bat` answers, and the mail that came to a reader.
  async send(id, reader) {
    const bat = await this.run("bat", this.#order(id));
    const before = this.#mail.mails.length;
    await this.run("send", id);
    const mail = this.#mail.mails.slice(before).find((one) => one.to === reader && one.text.includes(id));
    if (!mail) throw new Error(`no mail about ${id} came to ${reader}`);
    const link = /https:\/\/bat\.exemple\.fr(\/r\/\S+)/.exec(mail.text);
    if (!link) throw new Error(`the mail has no link:\n${mail.text}`);
    return { ...bat, link: link[1], pdf: mail.pdf, code: await this.#code(mail.pdf) };
  }

  async stage(id) {
    return (await this.run("status", id)).orders[0].stage;
  }

  // A server of the pages; `origin` is where it listens. It goes by `now`.
  async serve(now = this.now) {
    const child = this.#spawn(["--lang", "en", "--now", now, "serve", "--listen", "127.0.0.1:0"]);
    let said = "";
    const origin = await new Promise((done, fail) => {
      child.stderr.on("data", (bytes) => {
        said += bytes;
        const where = /Listening: (http:\/\/[^\s/]+)/.exec(said);
        if (where) done(where[1]);
      });
      child.on("exit", (status) => fail(new Error(`serve ended with ${status}: ${said}`)));
    });
    const ended = new Promise((done) => child.on("exit", (status) => done({ status, said })));
    return {
      origin,
      stop: () => {
        child.kill("SIGTERM");
        return ended;
      },
    };
  }

  async run(...words) {
    const child = this.#spawn(["--json", "--now", this.now, ...words]);
    const { status, out } = await finished(child);
    if (status !== 0) throw new Error(`imprimatur ${words.join(" ")}: exit ${status}: ${out}`);
    return JSON.parse(out);
  }

  close() {
    for (const child of this.#children) child.kill("SIGKILL");
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  // From page 1, as a client reads it.
  async #code(pdf) {
    const file = path.join(this.folder, "bat.pdf");
    fs.writeFileSync(file, pdf);
    const child = spawn("pdftotext", ["-f", "1", "-l", "1", "-raw", file, "-"], { stdio: ["ignore", "pipe", "inherit"] });
    const { out } = await finished(child);
    const code = /(?:Code de validation|Validation code)\s*:?\s*([A-Z0-9]{3}[ -]?[A-Z0-9]{3})\b/.exec(out);
    if (!code) throw new Error(`page 1 has no validation code:\n${out}`);
    return code[1].replace(/[ -]/g, "");
  }

  #order(id) {
    return path.join(this.folder, "orders", id);
  }

  get #workspace() {
    return path.join(this.folder, "workspace");
  }

  #spawn(words) {
    const child = spawn(this.program, words, {
      cwd: fs.existsSync(this.#workspace) ? this.#workspace : this.folder,
      env: { ...process.env, IMPRIMATUR_HOUSE: this.source },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#children.add(child);
    child.on("exit", () => this.#children.delete(child));
    return child;
  }
}

async function finished(child) {
  let out = "";
  child.stdout.on("data", (bytes) => (out += bytes));
  child.stderr?.resume();
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (status) => done({ status, out }));
  });
}
