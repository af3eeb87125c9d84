-- Asks Mintmark about a request: lets it pass with the headers that say whose it is, or refuses it.
local http = require "socket.http"

-- Through which client people sign in, and whom to let pass: client=app&role=staff is only for staff.
local QUESTION = "http://127.0.0.1:9400/forward-auth?client=app"
-- What the answer depends on.
local SENT = { "Cookie", "Origin", "Sec-Fetch-Site", "X-CSRF-Token", "Accept" }
-- Every header that the application may believe comes from the authority, and from nobody else.
local BELIEVED = {
    "Authorization", "X-Auth-Subject", "X-Auth-User", "X-Auth-Roles", "X-Auth-Scopes", "X-Auth-Session",
    "X-Auth-Client",
}

http.TIMEOUT = 5

function ask(r)
    local headers = {
        ["X-Original-Method"] = r.method,
        ["X-Original-URI"] = r.unparsed_uri,
        ["X-Forwarded-For"] = r.useragent_ip,
        ["X-Forwarded-Proto"] = "https",
        ["X-Forwarded-Host"] = r.headers_in["Host"],
    }
    for _, name in ipairs(SENT) do
        headers[name] = r.headers_in[name]
    end
    local _, status, answer = http.request { url = QUESTION, headers = headers, redirect = false }
    if status == 200 then
        for _, name in ipairs(BELIEVED) do
            -- The second spelling is for applications that make one of both.
            r.headers_in[name:gsub("-", "_")] = nil
            r.headers_in[name] = answer[name:lower()] or ""
        end
        return apache2.OK
    end
    if status == 401 then
        local sign_in = answer["x-auth-sign-in"] or ""
        if sign_in ~= "" then
            r.headers_out["Location"] = sign_in
            return 303
        end
        return 401
    end
    return status == 403 and 403 or 503
end
