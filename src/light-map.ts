/**
 * A map for what comes and goes by the thousand, each with much behind it. In a `Map` what has left lives on: each table that V8's
 * outgrows keeps what it held, and points to the next (src/objects/ordered-hash-table.h, `SetNextTable`); once one of them is old,
 * the young ones after it, and all that they held, are collected with the old objects only. An object has one table;
 * of what has left, the key alone stays there for a while. In no order.
 */
export class LightMap<Key extends string | number, Value extends {}> {
  #byKey = emptyTable<Value>()
  #size = 0

  get size(): number {
    return this.#size
  }

  has(key: Key): boolean {
    return this.#byKey[key] !== undefined
  }

  get(key: Key): Value | undefined {
    return this.#byKey[key]
  }

  set(key: Key, value: Value): this {
    if (!this.has(key)) this.#size++
    this.#byKey[key] = value
    return this
  }

  /** Tells whether it was there. */
  delete(key: Key): boolean {
    if (!this.has(key)) return false
    this.#size--
    return Reflect.deleteProperty(this.#byKey, key)
  }

  clear(): void {
    this.#byKey = emptyTable()
    this.#size = 0
  }

  values(): readonly Value[] {
    return Object.values(this.#byKey)
  }

  forEach(look: (value: Value) => void): void {
    for (const value of this.values()) look(value)
  }
}

/** The same for a set. */
export class LightSet<Key extends string | number> extends LightMap<Key, true> {
  add(key: Key): this {
    return this.set(key, true)
  }
}

// No key is known before it is set, `constructor` neither.
const emptyTable = <Value>() => Object.create(null) as { [key: Key]: Value }
type Key = string | number
