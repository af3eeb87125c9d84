// A service in JavaScript whose clock is told to it: node verify.mjs ISSUER AUDIENCE CACHE_SECONDS
//
// Each line of standard input is {"now": milliseconds, "tokens": [...]}; the answer is a line with an array of what is
// wrong with each, '' for nothing. The keys are cached by jose itself (createRemoteJWKSet), which asks Date.now() how old
// its copy is; so that is what is moved.
import { createInterface } from 'node:readline'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const [issuer, audience, cacheSeconds] = process.argv.slice(2)
let now = 0
Date.now = () => now
const keys = createRemoteJWKSet(new URL(issuer + '/.well-known/jwks.json'), { cacheMaxAge: cacheSeconds * 1000 })

async function wrongWith(token) {
    try {
        await jwtVerify(token, keys, {
            issuer,
            audience,
            typ: 'at+jwt',
            algorithms: ['ES256', 'RS256'],
            requiredClaims: ['sub', 'exp', 'iat', 'jti', 'client_id'],
            currentDate: new Date(now),
        })
        return ''
    } catch (error) {
        return error.code ?? String(error)
    }
}

for await (const line of createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line)
    now = asked.now
    const wrong = []
    for (const token of asked.tokens) {
        wrong.push(await wrongWith(token))
    }
    console.log(JSON.stringify(wrong))
}
