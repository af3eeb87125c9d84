// The console without this script works as well: pages are whole, forms are forms. It saves waiting:
// lists follow what is typed, figures stay current, and whoever pressed a button sees that it works.

const policy = window.trustedTypes?.createPolicy("mintmark", { createHTML: (text) => text });

// Fetches a page of ours and puts some of its elements in the place of those here.
async function refresh(address, ids, signal) {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "error", signal });
    if (!answer.ok) return;
    const text = await answer.text();
    const page = new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "text/html");
    for (const id of ids) {
        const fresh = page.getElementById(id);
        const old = document.getElementById(id);
        if (fresh && old && !old.contains(document.activeElement)) old.replaceWith(document.adoptNode(fresh));
    }
    prepare();
}

// Lists that follow what is typed. Only the latest question counts.
function live(form) {
    let asked = new AbortController();
    let timer = 0;
    form.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(async () => {
            asked.abort();
            asked = new AbortController();
            const results = document.getElementById(form.dataset.live);
            const address = new URL(form.action);
            for (const [name, value] of new FormData(form)) if (value) address.searchParams.set(name, value);
            results.setAttribute("aria-busy", "true");
            try {
                await refresh(address, [form.dataset.live], asked.signal);
                history.replaceState(null, "", address);
            } catch {
                // The next key, or the button, asks again.
            } finally {
                document.getElementById(form.dataset.live).removeAttribute("aria-busy");
            }
        }, 180);
    });
}

// Parts of a page that stay current, for as long as somebody looks.
function current() {
    const parts = [...document.querySelectorAll("[data-refresh]")];
    if (!parts.length) return;
    const seconds = Math.min(...parts.map((part) => Number(part.dataset.refresh)));
    const ids = parts.map((part) => part.id);
    setInterval(() => {
        if (!document.hidden) refresh(location.href, ids).catch(() => {});
    }, seconds * 1000);
}

// A button that was pressed says that it works, and works once.
function busy() {
    document.addEventListener("submit", (event) => {
        const button = event.submitter;
        if (!button || event.target.method !== "post") return;
        if (button.getAttribute("aria-busy") === "true") event.preventDefault();
        button.setAttribute("aria-busy", "true");
    });
    // A page that comes back from the history is not at work any more.
    addEventListener("pageshow", () => {
        for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
    });
}

function copyButtons() {
    for (const button of document.querySelectorAll("[data-copy]")) {
        button.hidden = !navigator.clipboard;
        button.onclick = async () => {
            await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
            button.textContent = "Copied";
        };
    }
}

// The menu is open where there is room beside the page.
function menu() {
    const element = document.querySelector("[data-menu]");
    if (!element) return;
    const wide = matchMedia("(min-width: 62rem)");
    const fit = () => { element.open = wide.matches; };
    wide.addEventListener("change", fit);
    fit();
}

// What is in every new part of a page, too.
function prepare() {
    copyButtons();
}

for (const form of document.querySelectorAll("[data-live]")) live(form);
current();
busy();
menu();
prepare();
