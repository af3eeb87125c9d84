package dev.mintmark.e2e.web;

/// What an attacker's page tries, as a script that returns what it got to know. `app` is the origin
/// under attack; `own` is a pair that the attacker got with an account of their own: a CSRF token
/// for signing in, and their password.
enum Attempt {
    FORM_THAT_ORDERS("form", "submit(app + '/orders', 'item', 'poison')"),
    FORM_THAT_ORDERS_AS_TEXT(
            "form", "submit(app + '/orders', '{\"item\":\"', 'poison\"}', 'text/plain')"),
    FORM_THAT_ORDERS_WITH_A_FILE(
            "form", "submit(app + '/orders', 'item', 'poison', 'multipart/form-data')"),
    FORM_THAT_SIGNS_OUT("form", "submit(app + '/account/sign-out', 'csrf_token', own.token)"),
    FORM_THAT_SIGNS_OUT_EVERYWHERE("form", "submit(app + '/account/sign-out-everywhere')"),
    FORM_THAT_CHANGES_THE_PASSWORD(
            "form", "submit(app + '/account/password', 'new_password', 'known to the attacker')"),
    FORM_THAT_SIGNS_IN_AS_THE_ATTACKER(
            "form",
            "submit(app + '/login', 'username', 'mallory', 'application/x-www-form-urlencoded',"
                    + " { password: own.password, csrf_token: own.token })"),
    FETCH_THAT_ORDERS(
            "fetch",
            "request('/orders', { method: 'POST', mode: 'no-cors', body: '{\"item\":\"poison\"}' })"),
    FETCH_THAT_ORDERS_WITH_A_TOKEN(
            "fetch",
            "request('/orders', { method: 'POST', body: '{}', headers: { 'X-CSRF-Token': own.token }"
                    + " })"),
    FETCH_THAT_RENEWS("fetch", "request('/session/refresh', { method: 'POST', mode: 'no-cors' })"),
    FETCH_THAT_SIGNS_OUT("fetch", "request('/session', { method: 'DELETE' })"),
    FETCH_THAT_SIGNS_IN_AS_THE_ATTACKER(
            "fetch",
            "request('/session', { method: 'POST', mode: 'no-cors', body:"
                    + " JSON.stringify({ username: 'mallory', password: own.password }) })"),
    FETCH_THAT_READS_ORDERS("read", "request('/orders')"),
    FETCH_THAT_READS_THE_TOKEN("read", "request('/session')"),
    FETCH_THAT_READS_THE_ACCOUNT("read", "request('/account')"),
    BEACON(
            "fetch",
            "String(navigator.sendBeacon(app + '/orders', 'item=poison')).replace('true', '')"),
    IMAGE_THAT_SIGNS_OUT("read", "element('img', { src: app + '/account/sign-out' })"),
    IMAGE_OF_THE_ORDERS("read", "element('img', { src: app + '/orders' })"),
    SCRIPT_OF_THE_SESSION("read", "element('script', { src: app + '/session' })"),
    STYLE_OF_THE_ACCOUNT("read", "element('link', { rel: 'stylesheet', href: app + '/account' })"),
    FRAME_OF_THE_ACCOUNT("frame", "frame('/account')"),
    FRAME_OF_SIGN_IN("frame", "frame('/login')"),
    FRAME_OF_THE_APPLICATION("frame", "frame('/')"),
    WINDOW_ON_THE_ACCOUNT("window", "open_('/account')"),
    COOKIES_OF_ITS_OWN(
            "cookie",
            "plant('__Host-Http-mintmark', 'Domain=shop.test; Path=/; Secure') ||"
                    + " plant('__Host-Http-mintmark', 'Path=/; Secure') ||"
                    + " plant('__host-http-mintmark', 'Domain=shop.test; Path=/; Secure') ||"
                    + " plant('__Host-Http-mintmark-sign-in', 'Domain=shop.test; Path=/; Secure')");

    /// Functions that the scripts above use. Each returns what it learnt: nothing, if all is well.
    static final String TOOLS =
            """
            <!doctype html><title>Win a teapot</title><body><script>
            const submit = (action, name, value, enctype = 'application/x-www-form-urlencoded', more = {}) => {
                const form = document.createElement('form');
                Object.assign(form, { action, enctype, method: 'POST', target: '_blank' });
                form.setAttribute('rel', 'opener');
                for (const [key, text] of Object.entries({ [name]: value, ...more })) {
                    if (key === 'undefined') continue;
                    const field = document.createElement('input');
                    Object.assign(field, { type: 'hidden', name: key, value: text });
                    form.append(field);
                }
                document.body.append(form);
                form.submit();
                return '';
            };
            const request = (path, init) => fetch(app + path, { credentials: 'include', ...init })
                .then(async (answer) => answer.type === 'opaque' ? '' : answer.text(), () => '');
            const element = (name, attributes) => new Promise((done) => {
                const one = Object.assign(document.createElement(name), attributes);
                one.onload = () => done('loaded');
                one.onerror = () => done('');
                document.body.append(one);
            });
            const frame = (path) => new Promise((done) => {
                const one = Object.assign(document.createElement('iframe'), { src: app + path });
                one.onload = () => {
                    try { done(one.contentDocument ? one.contentDocument.body.textContent : ''); }
                    catch { done(''); }
                };
                document.body.append(one);
            });
            const open_ = (path) => {
                const opened = open(app + path);
                try { return opened.document.body.textContent; } catch { return ''; }
            };
            const plant = (name, attributes) => {
                document.cookie = name + '=planted; ' + attributes;
                return document.cookie.includes(name + '=planted') ? name : '';
            };
            </script>
            """;

    private final String kind;
    private final String script;

    Attempt(String kind, String script) {
        this.kind = kind;
        this.script = script;
    }

    /// Whether it opens a window.
    boolean opens() {
        return kind.equals("form") || kind.equals("window");
    }

    boolean frames() {
        return kind.equals("frame");
    }

    /// Whether it sends something that would change something.
    boolean isUnsafe() {
        return kind.equals("form") || kind.equals("fetch");
    }

    String script() {
        return "async ({ app, own }) => { window.app = app; window.own = own; return await "
                + script
                + "; }";
    }
}
