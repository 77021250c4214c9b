// 速筛 uploads: keeps files in the browser until they arrived, and sends them in parts. Without it, forms send them as a whole.
"use strict";
(() => {
  const PART = 1 << 20;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // SHA-256 (FIPS 180-4) over parts: the browser's own function needs the whole file in memory.
  const H = [], K = [];
  for (let n = 2, primes = []; K.length < 64; n++) {
    if (primes.some((prime) => n % prime === 0)) continue;
    primes.push(n);
    const bits = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
    if (H.length < 8) H.push(bits(Math.sqrt(n)));
    K.push(bits(Math.cbrt(n)));
  }
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  const block = (sum, view, at, w) => {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15], y = w[i - 2];
      w[i] = w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = sum;
    for (let i = 0; i < 64; i++) {
      const t = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t) | 0, c, b, a, (t + u) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => { sum[i] = (sum[i] + value) | 0; });
  };
  const sha256 = async (file) => {
    const sum = Int32Array.from(H), w = new Int32Array(64);
    for (let at = 0; at <= file.size; at += PART) {
      const bytes = await file.slice(at, at + PART).arrayBuffer();
      let view = new DataView(bytes);
      if (bytes.byteLength < PART) {
        const padded = new Uint8Array(Math.ceil((bytes.byteLength + 9) / 64) * 64);
        padded.set(new Uint8Array(bytes));
        padded[bytes.byteLength] = 128;
        view = new DataView(padded.buffer);
        view.setUint32(padded.length - 8, Math.floor(file.size / 2 ** 29));
        view.setUint32(padded.length - 4, (file.size * 8) >>> 0);
      }
      for (let i = 0; i < view.byteLength; i += 64) block(sum, view, i, w);
    }
    return [...sum].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  };

  // The files that wait. A sign-out deletes the database (console.js).
  const open = () => new Promise((done, fail) => {
    const request = indexedDB.open("sushai", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("files", { keyPath: "id" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const files = async (act, mode = "readwrite") => {
    const base = await open();
    try {
      return await new Promise((done, fail) => {
        const step = base.transaction("files", mode);
        const request = act(step.objectStore("files"));
        step.oncomplete = () => done(request.result);
        step.onabort = step.onerror = () => fail(step.error);
      });
    } finally {
      base.close();
    }
  };
  const waiting = () => files((store) => store.getAll(), "readonly");
  const drop = (item) => files((store) => store.delete(item.id));

  // One row for each file: its name, and where it stands.
  const rows = new Map();
  const show = (item, state) => {
    const list = all("form[data-files]").find((form) => form.dataset.files === item.owner)?.nextElementSibling;
    if (!list) return;
    if (!rows.has(item.id)) {
      const row = document.createElement("li");
      row.append(item.name, document.createElement("small"));
      list.append(row);
      rows.set(item.id, row);
    }
    rows.get(item.id).lastChild.textContent = state;
  };

  // tus 1.0: announce, then send from the place that the server names.
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const ask = (place, method, headers = {}, body) => fetch(place, {
    method, body, credentials: "same-origin",
    headers: { "Tus-Resumable": "1.0.0", "X-Form-Token": document.querySelector("input[name=form]").value, ...headers },
  });
  const refused = async (item, answer) => {
    const sentence = await answer.json().then((problem) => problem.detail, () => "");
    // These pass by themselves or with a sign-in; any other refusal is about the file.
    if (!sentence || [401, 403, 408, 423, 429].includes(answer.status) || answer.status >= 500) {
      show(item, `待补传（${sentence || "登录已结束，重新登录后继续"}）`);
    } else {
      await drop(item);
      show(item, `没有接收：${sentence}`);
    }
  };
  const send = async (item) => {
    const about = { sample: item.sample, kind: item.kind, sha256: item.hash, filename: item.name };
    let answer = await ask(item.path, "POST", {
      "Upload-Length": item.file.size,
      "Upload-Metadata": Object.entries(about).map(([name, value]) => `${name} ${base64(value)}`).join(","),
    });
    const place = answer.headers.get("Location");
    let at = Number(answer.headers.get("Upload-Offset"));
    while (answer.ok && at < item.file.size) {
      show(item, `正在上传 ${Math.floor((100 * at) / item.file.size)}%`);
      try {
        answer = await ask(place, "PATCH", { "Upload-Offset": at, "Content-Type": "application/offset+octet-stream" },
          item.file.slice(at, at + PART));
        if (answer.status === 409) throw new Error("another offset");
      } catch {
        await new Promise((done) => setTimeout(done, 1000));
        answer = await ask(place, "HEAD");
      }
      at = Number(answer.headers.get("Upload-Offset"));
    }
    if (!answer.ok) return refused(item, answer);
    await drop(item);
    show(item, "已有");
  };
  const arrived = ({ owner, hash }) => all("form[data-files]").some(
    ({ dataset }) => dataset.files.split("?")[0] === owner.split("?")[0] && dataset.kept.includes(hash));
  let running = false;
  const sendAll = async () => {
    if (running) return;
    running = true;
    let isBroken = false;
    for (const item of await waiting().catch(() => [])) {
      const form = all("form[data-files]").find((one) => one.dataset.files === item.owner);
      if (form) item.path ||= form.dataset.upload;
      show(item, "待补传");
      try {
        if (arrived(item)) {
          await drop(item);
          show(item, "已有");
        } else if (item.path && navigator.onLine) {
          await send(item);
        }
      } catch {
        isBroken = true;
        show(item, "待补传");
      }
    }
    running = false;
    if (isBroken) setTimeout(sendAll, 15000);
  };

  // A form whose files are kept: when they are chosen, or when it is sent if it also asks for their sample.
  const keep = async (form, inputs) => {
    const chosen = inputs.flatMap((input) => [...input.files]);
    for (const input of inputs) input.value = "";
    const { files: owner, account, upload: path = "" } = form.dataset;
    for (const file of chosen) {
      const item = {
        owner, account, path, file, name: file.name.slice(-50), sample: (form.elements.sample?.value || "").normalize("NFKC").trim().toUpperCase(),
        kind: form.elements.kind?.value || (file.type.startsWith("video/") ? "video" : "photo"),
      };
      item.hash = await sha256(file);
      item.id = [owner, item.sample, item.hash].join(" ");
      await files((store) => store.put(item));
      show(item, "待补传");
    }
  };
  // The files of a form that is sent as a whole are put back into it.
  const putBack = async (form, input) => {
    const transfer = new DataTransfer();
    for (const item of await waiting()) {
      if (item.owner !== form.dataset.files || arrived(item)) continue;
      transfer.items.add(new File([item.file], item.name, { type: item.file.type }));
      show(item, "待补传");
    }
    input.files = transfer.files;
  };
  const wireKept = (form) => {
    const inputs = all("input[type=file]", form);
    const last = inputs[inputs.length - 1], inParts = Boolean(form.dataset.upload), { sample, kind } = form.elements;
    const typed = form.querySelector("input:not([type=hidden]):not([type=file]), select, textarea");
    const take = async () => {
      await keep(form, inputs);
      if (inParts) await sendAll(); else await putBack(form, last);
    };
    if (!inParts) putBack(form, last).catch(() => {});
    if (!sample) form.addEventListener("change", (event) => { if (event.target.files?.length) take(); });
    form.addEventListener("submit", (event) => {
      // What is missing is said by the server; a form with files only has nothing else to send.
      const isComplete = sample ? sample.value && kind.value && last.files.length : !typed;
      if (inParts && isComplete) {
        event.preventDefault();
        take();
      } else if (!inParts && !navigator.onLine) {
        event.preventDefault();
        show({ id: "offline", owner: form.dataset.files, name: "没有网络" }, "照片已存在本机；联网后再保存一次");
      }
    });
  };

  // A form that is sent as a whole shows its progress; files can be dropped anywhere on it.
  const wireWhole = (form) => {
    const input = form.querySelector("input[type=file]"), button = form.querySelector("button.go");
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      input.files = event.dataTransfer.files;
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (button.disabled) return;
      const request = new XMLHttpRequest(), word = button.textContent;
      button.disabled = true;
      request.upload.onprogress = ({ loaded, total }) => {
        button.textContent = loaded < total ? `已传 ${Math.floor((100 * loaded) / total)}%` : "正在读取…";
      };
      request.onload = () => {
        const page = new DOMParser().parseFromString(request.responseText, "text/html");
        const main = page.querySelector("main");
        document.title = page.title;
        document.querySelector("main").replaceWith(main);
        history.replaceState(null, "", request.responseURL);
        (main.querySelector("#errors") || main).focus();
        wire();
      };
      request.onerror = () => {
        button.disabled = false;
        button.textContent = word;
        form.nextElementSibling.textContent = "没有传完：网络中断，没有保存。请再按一次。";
      };
      request.open("POST", form.action);
      request.send(new FormData(form));
    });
  };

  const wire = () => {
    all("form[data-send]").forEach(wireWhole);
    all("form[data-files]").forEach(wireKept);
  };
  wire();
  addEventListener("online", sendAll);
  const begin = async () => {
    const account = document.querySelector("[data-account]")?.dataset.account;
    if (!account) return;
    for (const item of await waiting()) if (item.account !== account) await drop(item);
    await sendAll();
  };
  begin().catch(() => {});
})();
