// Sessions in a page, without a token in it: the session is a cookie that no script can read.
//
//   import { mintmark } from "/assets/mintmark.js";
//   const session = mintmark({ onEnd: () => location.assign("/login") });
//   const answer = await session.fetch("/api/orders", { method: "POST", body });
//
// fetch() is the browser's own, with the header that proves the request is ours. One tab renews for all.
export function mintmark({ base = "", renewEvery = 240, onEnd = () => {} } = {}) {
    const channel = new BroadcastChannel("mintmark");
    const at = base + "/session";
    let token, ended = false;

    const ask = async (path, method, headers) => {
        const answer = await fetch(at + path, { method, headers, credentials: "same-origin", cache: "no-store" });
        return { status: answer.status, body: answer.status === 204 ? {} : await answer.json() };
    };
    const end = (tell) => {
        if (ended) return;
        ended = true;
        token = undefined;
        clearInterval(timer);
        if (tell) channel.postMessage("end");
        onEnd();
    };
    const look = async () => {
        const { body } = await ask("", "GET");
        token = body.csrf_token;
        return body;
    };
    const header = async () => ({ "X-CSRF-Token": token ?? (await look()).csrf_token });
    const renew = () => navigator.locks.request("mintmark", { ifAvailable: true }, async (lock) => {
        if (!lock || ended) return;
        const { status } = await ask("/refresh", "POST", await header());
        if (status === 401) end(true);
        else if (status === 403) token = undefined;
    });
    const timer = setInterval(() => renew().catch(() => {}), renewEvery * 1000);
    channel.onmessage = ({ data }) => data === "end" && end(false);

    return {
        look,
        renew,
        async fetch(input, init = {}) {
            const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : {}));
            const url = new URL(input instanceof Request ? input.url : input, location.href);
            if (url.origin === location.origin) headers.set("X-CSRF-Token", (await header())["X-CSRF-Token"]);
            const answer = await fetch(input, { ...init, headers });
            if (answer.status === 401 && !(await look()).authenticated) end(true);
            return answer;
        },
        async signOut({ everywhere = false } = {}) {
            await ask(everywhere ? "?everywhere=true" : "", "DELETE", await header());
            end(true);
        },
    };
}
