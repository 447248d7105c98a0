// Stands in for the native @vscode/spdlog: the same calls, a plain append to the file.
const fs = require('fs')
const path = require('path')

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off']

class Logger {
  constructor(_type, _name, file) {
    this.file = file
    this.level = 0
    this.raw = false
  }
  write(level, message) {
    if (level < this.level) return
    const line = this.raw ? message : `${new Date().toISOString().replace('T', ' ').slice(0, 23)} [${levels[level]}] ${message}\n`
    try { fs.appendFileSync(this.file, line) } catch { /* its folder is gone: the server is ending */ }
  }
  getLevel() { return this.level }
  setLevel(level) { this.level = level }
  setPattern() { this.raw = false }
  clearFormatters() { this.raw = true }
  flush() {}
  drop() {}
}
for (const [level, name] of ['trace', 'debug', 'info', 'warn', 'error', 'critical'].entries()) {
  Logger.prototype[name] = function (message) { this.write(level, message) }
}

async function createLogger(type, name, file) {
  await fs.promises.mkdir(path.dirname(file), { recursive: true })
  return new Logger(type, name, file)
}

exports.version = 0
exports.setLevel = () => {}
exports.setFlushOn = () => {}
exports.Logger = Logger
exports.createRotatingLogger = (name, file) => createLogger('rotating', name, file)
exports.createAsyncRotatingLogger = (name, file) => createLogger('rotating_async', name, file)
