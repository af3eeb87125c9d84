// Sessions in a page, without a token in it: the session is a cookie that no script can read.
//
//   import { mintmark } from "/assets/mintmark.js";
//   const session = mintmark({ onEnd: () => location.assign("/login") });
//   const answer = await session.fetch("/api/orders", { method: "POST", body });
//
// fetch() is the browser's own, with the header that proves the request is ours. Of all tabs, the one
// that holds the lock renews; when it closes, another gets the lock.
export function mintmark({ base = "", renewEvery = 240, onEnd = () => {} } = {}) {
    const at = base + "/session";
    const channel = new BroadcastChannel("mintmark");
    const done = new AbortController();
    let token, live = false;

    const ask = async (path, method, headers) => {
        const answer = await fetch(at + path, { method, headers, credentials: "same-origin", cache: "no-store" });
        return { status: answer.status, body: answer.status === 204 ? {} : await answer.json() };
    };
    const end = (tell) => {
        if (done.signal.aborted) return;
        token = undefined;
        if (tell) channel.postMessage("end");
        done.abort();
        onEnd();
    };
    const look = async () => {
        const { body } = await ask("", "GET");
        token = body.csrf_token;
        if (live && !body.authenticated) end(true);
        live = body.authenticated;
        return body;
    };
    const header = async () => ({ "X-CSRF-Token": token ?? (await look()).csrf_token });
    const renew = async () => {
        const { status } = await ask("/refresh", "POST", await header());
        if (status === 401) end(true);
        if (status === 403) token = undefined;
        return status === 200;
    };
    channel.onmessage = ({ data }) => data === "end" && end(false);
    navigator.locks.request("mintmark", { signal: done.signal }, () => new Promise((release) => {
        const timer = setInterval(() => renew().catch(() => {}), renewEvery * 1000);
        done.signal.addEventListener("abort", () => release(clearInterval(timer)));
    })).catch(() => {});
    // Somebody may have signed out elsewhere while nobody looked at this tab.
    const back = () => live && document.visibilityState === "visible" && look().catch(() => {});
    document.addEventListener("visibilitychange", back, { signal: done.signal });

    return {
        look,
        renew,
        async fetch(input, init) {
            const request = new Request(input, init);
            const ours = new URL(request.url).origin === location.origin;
            const send = async () => {
                const one = request.clone();
                if (ours) one.headers.set("X-CSRF-Token", (await header())["X-CSRF-Token"]);
                return fetch(one);
            };
            let answer = await send();
            // Another tab may have changed the password, which begins a new session.
            if (ours && answer.status === 403) {
                token = undefined;
                answer = await send();
            }
            if (ours && answer.status === 401 && !(await look()).authenticated) end(true);
            return answer;
        },
        async signOut({ everywhere = false } = {}) {
            await ask(everywhere ? "?everywhere=true" : "", "DELETE", await header());
            end(true);
        },
    };
}
