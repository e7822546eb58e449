/** What is under way, by its id. */
export interface UnderWay<Work> {
  readonly size: number
  readonly get: (id: string) => Work | undefined
  readonly begin: (id: string, work: Work) => void
  readonly end: (id: string) => void
}

/**
 * Made for ids that come and go by the thousand, each with much behind it. In a `Map` what has left lives on: each table that V8's
 * outgrows keeps what it held, and points to the next (src/objects/ordered-hash-table.h, `SetNextTable`); once one of them is old,
 * the young ones after it, and all that they held, are collected with the old objects only. An object has one table;
 * of what has left, the id alone stays there for a while.
 */
export const createUnderWay = <Work>(): UnderWay<Work> => {
  const byId = Object.create(null) as { [id: string]: Work | undefined }
  let size = 0
  return {
    get size() {
      return size
    },
    get: id => byId[id],
    begin: (id, work) => {
      if (byId[id] === undefined) size++
      byId[id] = work
    },
    end: id => {
      if (byId[id] === undefined) return
      size--
      Reflect.deleteProperty(byId, id)
    }
  }
}
