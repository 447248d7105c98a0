import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Container']> = function* (container, { unknown }) {
  const { builtFrom, name } = container
  if (isUnknown(builtFrom)) { unknown(builtFrom.source); return }
  const stage = builtFrom?.final
  if (!builtFrom || !stage) return
  if (!stage.exposesAreKnown) { unknown(stage.image); return }
  if (!stage.exposes.length) return
  // A port that the environment or an argument names may be the one that the program is told to take.
  const told = [...container.args, ...container.command, ...container.env.map(variable => variable.value)].map(value => isUnknown(value) ? value.source : value ?? '')
  for (const [index, { containerPort, protocol }] of container.ports.entries()) {
    if (isUnknown(containerPort)) { unknown(containerPort.source); continue }
    if (isUnknown(protocol)) { unknown(protocol.source); continue }
    if (containerPort === null || stage.exposes.some(one => one.protocol === protocol.toLowerCase() && one.port <= containerPort && containerPort <= one.end)) continue
    if (container.args.open || container.env.open || container.envFrom.length || told.some(text => new RegExp(`(?:^|\\D)${containerPort}(?:\\D|$)`).test(text))) { unknown(String(containerPort)); continue }
    const { path } = builtFrom
    yield {
      at: `ports[${index}].containerPort`,
      values: { name: isUnknown(name) ? name.source : name ?? '', port: containerPort, dockerfile: path, exposed: stage.exposes.map(one => one.port === one.end ? String(one.port) : `${one.port}-${one.end}`).join(', ') },
      related: stage.exposes.map(({ span }) => ({ path, span, message: 'The image says here where it listens.' })),
    }
  }
}

export default check
