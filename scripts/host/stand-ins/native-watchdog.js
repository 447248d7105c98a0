// Stands in for the native @vscode/native-watchdog: scripts/host/supervise.mjs ends what a dead server leaves behind.
exports.start = () => {}
exports.exit = code => process.exit(code || 0)
