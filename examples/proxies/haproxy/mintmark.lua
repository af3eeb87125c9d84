-- Asks Mintmark about a request: lets it pass with the headers that say whose it is, or refuses it.

-- Through which client people sign in, and whom to let pass: client=app&role=staff is only for staff.
local QUESTION = "http://127.0.0.1:9400/forward-auth?client=app"
-- What the answer depends on.
local SENT = { "cookie", "origin", "sec-fetch-site", "x-csrf-token", "accept" }
local BELIEVED = {
    "authorization", "x-auth-subject", "x-auth-user", "x-auth-roles", "x-auth-scopes", "x-auth-session",
    "x-auth-client",
}

local function values(list)
    local all = {}
    if list then
        -- HAProxy counts from 0 here.
        local i = 0
        while list[i] do
            all[#all + 1] = list[i]
            i = i + 1
        end
    end
    return all
end

local function refuse(txn, status, location)
    local reply = txn:reply()
    if location and location ~= "" then
        reply:set_status(303)
        reply:add_header("location", location)
    else
        reply:set_status(status)
        reply:add_header("content-type", "text/plain")
        reply:set_body(status == 401 and "Sign in first.\n" or "This is not for you.\n")
    end
    reply:add_header("cache-control", "no-store")
    txn:done(reply)
end

core.register_action("mintmark", { "http-req" }, function(txn)
    local request = txn.http:req_get_headers()
    local headers = {
        ["x-original-method"] = { txn.sf:method() },
        ["x-original-uri"] = { txn.sf:pathq() },
        ["x-forwarded-for"] = { txn.sf:src() },
        ["x-forwarded-proto"] = { "https" },
        ["x-forwarded-host"] = values(request["host"]),
    }
    for _, name in ipairs(SENT) do
        local sent = values(request[name])
        if #sent > 0 then
            headers[name] = sent
        end
    end
    local answer = core.httpclient():get({ url = QUESTION, headers = headers, timeout = 5000 })
    local status = answer and answer.status or 0
    if status == 200 then
        for _, name in ipairs(BELIEVED) do
            txn.http:req_set_header(name, values(answer.headers[name])[1] or "")
        end
        -- Whatever goes wrong before this line, the request does not pass.
        txn:set_var("txn.mintmark", "passed")
    elseif status == 401 then
        refuse(txn, 401, values(answer.headers["x-auth-sign-in"])[1])
    elseif status == 403 then
        refuse(txn, 403)
    end
end)
