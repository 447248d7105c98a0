import type { Fact } from '../../core/fact'
import type { List, Maybe } from '../../core/value'

/** The fact kinds of OpenTelemetry Collectors, by the name that a rule's `on` uses. */
export interface Facts {
  'otel.Collector': Collector
  'otel.Pipeline': Pipeline
  'otel.Component': Component
}

/** The configuration of a Collector. */
export interface Collector extends Fact {
  readonly pipelines: List<Pipeline>
  readonly components: List<Component>
  /** It reads a file that another one is laid over, or is laid over one itself: what is missing may stand there. */
  readonly isPart: boolean
}

/** An entry of `service.pipelines`. */
export interface Pipeline extends Fact {
  readonly collector: Collector
  readonly name: string
  /** `traces`, `metrics`, `logs`, `profiles` */
  readonly signal: string
  readonly receivers: List<Maybe<string>>
  readonly processors: List<Maybe<string>>
  readonly exporters: List<Maybe<string>>
  /** `memory_limiter` is its first processor. */
  readonly limitsMemoryFirst: Maybe<boolean>
  /** Components that it names and nothing defines. */
  readonly undefinedComponents: List<string>
  /** An exporter that writes to the console. */
  readonly hasDebugExporter: Maybe<boolean>
}

/** A receiver, a processor, an exporter, a connector or an extension. */
export interface Component extends Fact {
  readonly collector: Collector
  readonly role: 'receiver' | 'processor' | 'exporter' | 'connector' | 'extension'
  /** `otlp/2` */
  readonly name: string
  /** `otlp` */
  readonly type: string
  readonly isUsed: Maybe<boolean>
  /** It sends over the network, so that there is something to wait for. */
  readonly sends: boolean
  /** A queue keeps what cannot be sent: on where it is not switched off. */
  readonly hasQueue: Maybe<boolean>
  /** What fails is sent again: on where it is not switched off. */
  readonly retries: Maybe<boolean>
  /** It can be reached from everywhere: an endpoint at 0.0.0.0. */
  readonly isOnAllInterfaces: Maybe<boolean>
}
