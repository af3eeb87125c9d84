// Sessions in a page, without a token in it: the session is a cookie that no script can read.
//
//   import { mintmark } from "/assets/mintmark.js";
//   const session = mintmark({ onEnd: () => location.assign("/login") });
//   const answer = await session.fetch("/api/orders", { method: "POST", body });
//
// fetch() is the browser's own, with the header that proves the request is ours. Of all tabs, the one
// that holds the lock renews; when it closes, another gets the lock.
//
// Sent without these lines and without indentation, so nothing here may mind that.
export function mintmark({ base = "", renewEvery = 240, onEnd = () => {} } = {}) {
    const NAME = "X-CSRF-Token";
    const channel = new BroadcastChannel("mintmark");
    const done = new AbortController();
    const { signal } = done;
    let token, live;

    const ask = async (path, method) => fetch(base + "/session" + path, {
        method,
        headers: method ? { [NAME]: await proof() } : {},
        credentials: "same-origin",
        cache: "no-store",
    });
    const end = (tell) => {
        if (signal.aborted) return;
        token = undefined;
        if (tell) channel.postMessage("end");
        done.abort();
        onEnd();
    };
    const look = async () => {
        const state = await (await ask("")).json();
        token = state.csrf_token;
        if (live && !state.authenticated) end(true);
        live = state.authenticated;
        return state;
    };
    const proof = async () => token ?? (await look()).csrf_token;
    const renew = async () => {
        const got = await ask("/refresh", "POST");
        // Unread, the answer would keep the request under way.
        await got.text();
        if (got.status === 401) end(true);
        if (got.status === 403) token = undefined;
        return got.ok;
    };
    channel.onmessage = ({ data }) => data === "end" && end();
    navigator.locks.request("mintmark", { signal }, () => new Promise((release) => {
        const timer = setInterval(() => renew().catch(() => {}), renewEvery * 1000);
        signal.addEventListener("abort", () => release(clearInterval(timer)));
    })).catch(() => {});
    // Somebody may have signed out elsewhere while nobody looked at this tab.
    document.addEventListener("visibilitychange", () => {
        if (live && document.visibilityState === "visible") look().catch(() => {});
    }, { signal });

    return {
        look,
        renew,
        async fetch(input, init) {
            const request = new Request(input, init);
            const ours = new URL(request.url).origin === location.origin;
            const send = async () => {
                const one = request.clone();
                if (ours) one.headers.set(NAME, await proof());
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
        async signOut({ everywhere } = {}) {
            await ask(everywhere ? "?everywhere=true" : "", "DELETE");
            end(true);
        },
    };
}
