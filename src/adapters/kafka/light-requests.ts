import { createRequire } from 'node:module'
import { LightMap } from '../../light-map.ts'

/**
 * Lets what a request of kafkajs 2.2.4 held go with it. As published each connection keeps what is in flight in a `Map`: once a table
 * of it is old, every request and answer that was in flight when a later one was full lives on until the old are collected.
 */
export const makeLightRequests = (): void => {
  const { prototype } = createRequire(import.meta.url)(
    'kafkajs/src/network/requestQueue/index.js'
  ) as { prototype: object }
  // Its constructor sets it once.
  Object.defineProperty(prototype, 'inflight', {
    configurable: true,
    set(this: object) {
      Object.defineProperty(this, 'inflight', { value: new LightMap<number, object>() })
    }
  })
}
