// Lets `require` reach packages that only have an `import` entry: tests and scripts run as CommonJS, the product is bundled.
const Module = require('node:module')
const { join } = require('node:path')

const folder = join(__dirname, '../node_modules/@actions/expressions/dist')
const resolve = Module._resolveFilename
Module._resolveFilename = function (request, ...rest) {
  const found = /^@actions\/expressions(?:\/(.+))?$/.exec(request)
  return resolve.call(this, found ? join(folder, `${found[1] ?? 'index'}.js`) : request, ...rest)
}
