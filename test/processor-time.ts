/** How long this process has computed, in milliseconds. Guards against hanging measure it, so that a busy machine fails none. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
