// Why a token is refused, found out in this browser. The token is in a text area that belongs to no
// form, and in variables here; what is fetched is the key set and, by its number, a status list. The
// order of the checks, and their names, are those of the verifier.

const place = document.getElementById("debugger");
const field = document.getElementById("token");
const audience = document.getElementById("audience");
const issuer = place.dataset.issuer;
const LEEWAY = 30;

const NAMES = {
    ES256: [{ name: "ECDSA", namedCurve: "P-256" }, { name: "ECDSA", hash: "SHA-256" }, 64],
    ES384: [{ name: "ECDSA", namedCurve: "P-384" }, { name: "ECDSA", hash: "SHA-384" }, 96],
    RS256: [{ name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, { name: "RSASSA-PKCS1-v1_5" }],
    PS256: [{ name: "RSA-PSS", hash: "SHA-256" }, { name: "RSA-PSS", saltLength: 32 }],
    Ed25519: [{ name: "Ed25519" }, { name: "Ed25519" }, 64],
};

class Refused extends Error {
    constructor(code, sentence) {
        super(sentence);
        this.code = code;
    }
}

function decode(text, what) {
    if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) {
        throw new Refused("malformed", `The ${what} is not base64url: it has other characters, or was cut.`);
    }
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    if (encode(bytes) !== text) {
        throw new Refused("malformed", `The ${what} has bits in its last character that belong to nothing.`);
    }
    return bytes;
}

function encode(bytes) {
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function object(bytes, what) {
    let value;
    try {
        value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
        throw new Refused("malformed", `The ${what} is not JSON.`);
    }
    if (value === null || typeof value !== "object" || Array.isArray(value)) {
        throw new Refused("malformed", `The ${what} is JSON, but not an object.`);
    }
    return value;
}

let keySet;
async function keys() {
    keySet ??= (await (await fetch(place.dataset.keys, { credentials: "omit" })).json()).keys;
    return keySet;
}

// Each check says what holds when it passes, or throws why it does not.
async function examine(text, wanted, seen, note) {
    const parts = text.split(".");
    if (parts.length === 5) {
        throw new Refused("encrypted", "It has five parts: it is encrypted, and no access token of this issuer.");
    }
    if (parts.length !== 3) {
        throw new Refused("malformed", `A token has three parts with two dots between; this has ${parts.length}.`);
    }
    seen.header = object(decode(parts[0], "header"), "header");
    seen.claims = object(decode(parts[1], "payload"), "payload");
    const { header, claims } = seen;
    const signature = parts[2] === "" ? new Uint8Array() : decode(parts[2], "signature");
    note("It has the form of a token: three parts, JSON inside.");

    for (const name of ["jku", "x5u", "jwk", "x5c"]) {
        if (name in header) note(`The header names a key of its own (${name}). Nobody may believe that, and nobody here does.`, "skip");
    }
    if ("crit" in header) throw new Refused("malformed", "The header demands an extension (crit) that nobody here knows.");
    const alg = header.alg;
    if (alg === "none" || alg === undefined) {
        throw new Refused("alg_not_allowed", "It says that it needs no signature (alg none). Such a token proves nothing.");
    }
    if (/^HS/.test(alg)) {
        throw new Refused("alg_not_allowed", `${alg} is signed with a shared secret. This issuer signs with keys whose public half all can read; with one of those as the secret, anybody could have made this.`);
    }
    const [key, ofKid] = find(await keys(), header);
    if (!key) {
        throw new Refused("unknown_kid", header.kid === undefined
            ? "It names no key (kid)."
            : "This issuer publishes no key of that name: the token is another issuer's, or its key is gone or revoked.");
    }
    if (key.alg !== alg) {
        throw new Refused("alg_not_allowed", `The key of that name is for ${key.alg} and for nothing else; the token says ${alg}.`);
    }
    note(`It was signed with ${alg}, by a key that this issuer publishes${ofKid ? "" : " (it names none)"}.`);
    if (!(alg in NAMES)) {
        note(`This browser cannot check ${alg}. Use mintmark token verify.`, "skip");
    } else if (!(await holds(key, alg, parts, signature))) {
        throw new Refused("bad_signature", "The signature does not fit: the token was changed, or somebody else made it.");
    } else {
        note("The signature fits.");
    }
    about(claims, header, wanted, note);
    await revoked(claims, note);
}

function find(all, header) {
    if (header.kid !== undefined) return [all.find((key) => key.kid === header.kid), true];
    return [undefined, false];
}

async function holds(key, alg, parts, signature) {
    const [how, check, length] = NAMES[alg];
    if (length && signature.length !== length) return false;
    const { kty, crv, x, y, n, e } = key;
    const imported = await crypto.subtle.importKey("jwk", { kty, crv, x, y, n, e }, how, false, ["verify"]);
    const signed = new TextEncoder().encode(parts[0] + "." + parts[1]);
    return crypto.subtle.verify(check, imported, signature, signed);
}

function about(claims, header, wanted, note) {
    if (claims.iss !== issuer) {
        throw new Refused("wrong_issuer", `It says iss ${show(claims.iss)}; this issuer is ${show(issuer)}, character by character.`);
    }
    note("It names this issuer.");
    const typ = String(header.typ ?? "").toLowerCase().replace(/^application\//, "");
    if (typ !== "at+jwt") {
        throw new Refused("wrong_type", typ === ""
            ? "It does not say that it is an access token: typ is missing."
            : `It is of another kind: typ is ${show(header.typ)}, where an access token has at+jwt.`);
    }
    note("It says that it is an access token (typ at+jwt).");
    for (const name of ["sub", "client_id", "jti"]) {
        if (typeof claims[name] !== "string") throw new Refused("malformed", `The claim ${name} is absent, or no text.`);
    }
    for (const name of ["iat", "exp"]) {
        if (typeof claims[name] !== "number") throw new Refused("malformed", `The claim ${name} is absent, or no number.`);
    }
    const now = Date.now() / 1000;
    if (now >= claims.exp + LEEWAY) throw new Refused("expired", `It expired ${ago(claims.exp)}.`);
    if (claims.nbf !== undefined && now < claims.nbf - LEEWAY) throw new Refused("not_yet_valid", `It is not valid before ${when(claims.nbf)}.`);
    if (claims.iat > now + 60) throw new Refused("not_yet_valid", "It was issued in the future: a clock is wrong, this one or the issuer's.");
    note(`It is within its time, and expires ${ago(claims.exp)}.`);
    const named = [].concat(claims.aud ?? []);
    if (!named.length || named.some((one) => typeof one !== "string")) throw new Refused("malformed", "The claim aud is absent, or no text.");
    if (!wanted) {
        note(`It is for ${named.map(show).join(", ")}. Name the audience of a service above to have that checked.`, "skip");
    } else if (!named.includes(wanted)) {
        throw new Refused("wrong_audience", `It is for ${named.map(show).join(", ")}, and not for ${show(wanted)}.`);
    } else {
        note("It is for that audience.");
    }
    if (claims.cnf?.jkt) note("It is bound to a key (cnf.jkt): a service also wants a DPoP proof with each request.", "skip");
}

async function revoked(claims, note) {
    const listed = claims.status?.status_list;
    if (!listed) {
        note("It stands in no status list. Whether it was revoked by itself cannot be seen here.", "skip");
        return;
    }
    const number = String(listed.uri).slice(String(listed.uri).lastIndexOf("/") + 1);
    if (!listed.uri.startsWith(issuer + "/") || !/^[0-9]{1,9}$/.test(number) || !Number.isInteger(listed.idx)) {
        throw new Refused("revoked", "Its status list is not one of this issuer's.");
    }
    const answer = await fetch(place.dataset.status + number, { credentials: "omit" });
    if (!answer.ok) {
        note("Its status list could not be fetched, so nobody knows here whether its session ended.", "skip");
        return;
    }
    const payload = JSON.parse(new TextDecoder().decode(decode((await answer.text()).split(".")[1], "status list")));
    const stream = new Blob([decode(payload.status_list.lst, "status list")]).stream().pipeThrough(new DecompressionStream("deflate"));
    const bits = new Uint8Array(await new Response(stream).arrayBuffer());
    if ((bits[listed.idx >> 3] >> (listed.idx & 7)) & 1) {
        throw new Refused("revoked", "Its session has ended: signed out, revoked, or reused.");
    }
    note("Its session counts, as of the current status list.");
}

const show = (value) => (typeof value === "string" ? `“${value}”` : String(JSON.stringify(value)));
const when = (seconds) => new Date(seconds * 1000).toISOString().replace("T", " ").replace(/\.\d+Z/, " UTC");

function ago(seconds) {
    const away = seconds - Date.now() / 1000;
    const size = Math.abs(away);
    const [count, unit] = size < 90 ? [size, "second"] : size < 5400 ? [size / 60, "minute"] : size < 129600 ? [size / 3600, "hour"] : [size / 86400, "day"];
    return new Intl.RelativeTimeFormat("en").format(Math.sign(away) * Math.round(count), unit);
}

// Text only, wherever it came from.
function element(name, text, kind) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
}

function line(text, kind) {
    const item = element("li", undefined, kind);
    const mark = element("span", { yes: "✓", no: "✕", skip: "–" }[kind], "mark");
    mark.setAttribute("aria-label", { yes: "holds", no: "fails", skip: "not checked" }[kind]);
    mark.setAttribute("role", "img");
    item.append(mark, element("p", text));
    return item;
}

function verdict(kind, title, text) {
    const box = element("div", undefined, "verdict " + kind);
    box.append(element("h2", title), element("p", text));
    document.getElementById("verdict").replaceChildren(box);
}

let turn = 0;
async function run() {
    const mine = ++turn;
    const text = field.value.trim().replace(/^Bearer\s+/i, "");
    const lines = [];
    const seen = {};
    if (!text) return clear();
    let refused;
    try {
        await examine(text, audience.value.trim(), seen, (sentence, kind = "yes") => lines.push(line(sentence, kind)));
    } catch (failure) {
        if (!(failure instanceof Refused)) {
            refused = new Refused("unavailable", "The check could not be finished: the key set could not be had, or this browser lacks something.");
        } else {
            refused = failure;
        }
        lines.push(line(refused.message, "no"));
    }
    if (mine !== turn) return;
    if (refused) verdict("bad", `Refused: ${refused.code}`, refused.message);
    else verdict("good", "Nothing speaks against it", "A service of that audience would take it, if it has the scope that is needed there.");
    document.querySelector("#checks ol").replaceChildren(...lines);
    document.getElementById("checks").hidden = false;
    document.getElementById("parts").hidden = !seen.header;
    document.getElementById("header").textContent = seen.header ? JSON.stringify(seen.header, null, 2) : "";
    document.getElementById("claims").textContent = seen.claims ? JSON.stringify(seen.claims, null, 2) : "";
    const times = [["iat", "Issued"], ["nbf", "Valid from"], ["exp", "Expires"], ["auth_time", "Signed in"]]
        .filter(([name]) => typeof seen.claims?.[name] === "number")
        .map(([name, title]) => {
            const row = element("div");
            row.append(element("dt", title), element("dd", `${when(seen.claims[name])} (${ago(seen.claims[name])})`));
            return row;
        });
    document.getElementById("times").replaceChildren(...times);
}

function clear() {
    document.getElementById("verdict").replaceChildren();
    document.getElementById("checks").hidden = true;
    document.getElementById("parts").hidden = true;
}

let timer = 0;
for (const input of [field, audience]) {
    input.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(run, 150);
    });
}
document.getElementById("forget").addEventListener("click", () => {
    turn++;
    field.value = "";
    audience.value = "";
    clear();
    field.focus();
});
// Nothing of it stays in the history of the browser.
addEventListener("pagehide", () => { field.value = ""; });
