// Compares an OpenAPI document with the schema of OpenAPI 3.1, and answers with the document:
// node check.mjs DOCUMENT EXCHANGES
//
// Each line of EXCHANGES is {"method", "path", "status", "type", "body"}. What is wrong is printed, a line each; nothing when
// all is well.
import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const [documentFile, exchangesFile] = process.argv.slice(2)
const document = JSON.parse(readFileSync(documentFile, 'utf8'))
const exchanges = readFileSync(exchangesFile, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line))

const verdict = await new Validator().validate(structuredClone(document))
if (!verdict.valid) console.log('the document is not OpenAPI: ' + JSON.stringify(verdict.errors))
if (!document.openapi.startsWith('3.1.')) console.log('the document is of another OpenAPI')

const ajv = addFormats(new Ajv2020.default({ strict: false, allErrors: true }))
ajv.addSchema(document, 'doc')

const resolved = (thing) =>
    thing?.$ref ? thing.$ref.slice(2).split('/').reduce((at, name) => at[name], document) : thing

// A template without parameters beats one with.
function template(path) {
    return Object.keys(document.paths)
        .sort((a, b) => a.split('{').length - b.split('{').length)
        .find((one) => new RegExp('^' + one.replace(/\{\w+\}/g, '[^/]+') + '$').test(path))
}

const answered = new Set()
for (const { method, path, status, type, body } of exchanges) {
    const name = `${method} ${path} ${status}`
    const found = template(path)
    const act = document.paths[found]?.[method.toLowerCase()]
    if (!act) {
        console.log(name + ': is not in the document')
        continue
    }
    const response = resolved(act.responses[status])
    if (!response) {
        console.log(name + ': has no such status in the document')
        continue
    }
    if (status < 300) answered.add(act.operationId)
    const content = response.content?.[type]
    if (!response.content && body === null) continue
    if (!content) {
        console.log(name + ': has no ' + type + ' in the document')
        continue
    }
    const schema = content.schema.$ref ? { $ref: 'doc' + content.schema.$ref } : content.schema
    const fits = ajv.compile(schema)
    if (!fits(body)) console.log(name + ': ' + ajv.errorsText(fits.errors))
}

for (const path of Object.values(document.paths)) {
    for (const act of Object.values(path)) {
        if (!answered.has(act.operationId)) console.log(act.operationId + ': nobody saw it done')
    }
}
