import { useCallback, useEffect, useState } from 'preact/hooks'

/** Rows of a long list, as far as they were read. */
export interface Paged<T> {
  /** Undefined until the first page is there. */
  readonly rows: readonly T[] | undefined
  readonly problem: string
  /** Reads the next page; absent when there is none. */
  readonly more?: () => void
  /** Begins anew. */
  readonly reload: () => void
}

const pageSize = 100

/** Reads a list page by page, each page after the last id of the one before. */
export const usePages = <T extends { readonly id: string }>(
  read: (query: string) => Promise<readonly T[]>
): Paged<T> => {
  const [rows, setRows] = useState<readonly T[]>()
  const [isLast, setLast] = useState(true)
  const [problem, setProblem] = useState('')
  const load = useCallback(
    (known: readonly T[]) => {
      const last = known.at(-1)?.id
      const query = new URLSearchParams({ limit: String(pageSize), ...(last && { after: last }) })
      read(String(query)).then(
        page => {
          setRows([...known, ...page])
          setLast(page.length < pageSize)
          setProblem('')
        },
        (error: Error) => setProblem(error.message)
      )
    },
    [read]
  )
  useEffect(() => load([]), [load])
  return {
    rows,
    problem,
    reload: () => load([]),
    ...(rows && !isLast && { more: () => load(rows) })
  }
}
