import { createRequire } from 'node:module'
import { LightMap, LightSet } from '../../light-map.ts'

/** The parts of ioredis 6.0.0 that a pipeline is made of. */
interface Client {
  readonly constructor: { readonly name: string }
  readonly isCluster?: boolean
  readonly options: object
  readonly scriptsSet: { readonly [name: string]: { readonly sha: string } }
  readonly addedBuiltinSet: ReadonlySet<string>
  readonly [method: string]: unknown
}
interface Pipeline {
  readonly _queue: readonly unknown[]
  [field: string]: unknown
}
type PipelineClass = new (client: Client) => Pipeline

/**
 * Lets what a pipeline of ioredis held go with it. As published each defines a getter on itself, of which V8 makes a hidden class for
 * this one object: that is old at once, and holds the getter, the pipeline, its commands and all replies until the old are collected.
 * A pipeline is made in each turn of the event loop in which something is asked.
 */
export const makeLightPipelines = (): void => {
  const module: { default: PipelineClass } = createRequire(import.meta.url)(
    'ioredis/built/Pipeline.js'
  )
  if (!mended.has(module.default)) {
    module.default = lightClass(module.default)
    mended.add(module.default)
  }
}

/** Lets a client forget the pipelines of its own that have run: as published it keeps which those are in a `Map` and a `Set`. */
export const forgetPipelines = (client: object): void => {
  Object.assign(client, {
    _autoPipelines: new LightMap<string, Pipeline>(),
    _runningAutoPipelines: new LightSet<string>()
  })
}

const mended = new WeakSet<PipelineClass>()

/** As published, but that all pipelines share one getter. */
const lightClass = (published: PipelineClass): PipelineClass => {
  const prototype = Object.create(published.prototype, {
    length: {
      get(this: Pipeline) {
        return this._queue.length
      }
    }
  })
  const construct = function light(this: Pipeline, client: Client) {
    const scripts = Object.entries(client.scriptsSet)
    const { promise, resolve, reject } = Promise.withResolvers()
    Object.assign(this, {
      options: client.options,
      scriptsSet: {},
      addedBuiltinSet: new Set(),
      redis: client,
      isPipeline: true,
      replyPending: 0,
      _queue: [],
      _result: [],
      _transactions: 0,
      _shaToScript: Object.fromEntries(scripts.map(([, script]) => [script.sha, script])),
      isCluster: client.constructor.name === 'Cluster' || client.isCluster,
      promise,
      resolve,
      reject
    })
    for (const name of [...scripts.map(([name]) => name), ...client.addedBuiltinSet]) {
      for (const method of [name, `${name}Buffer`]) this[method] = client[method]
    }
  }
  construct.prototype = prototype
  return construct as unknown as PipelineClass
}
