import type { ComponentChildren } from 'preact'
import type { Paged } from '../state/use-pages.ts'

export interface ListPageProps<T> {
  readonly words: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly more: string
  }
  readonly headings: readonly string[]
  readonly pages: Paged<T>
  /** What became of the last action. */
  readonly said: string
  /** One row of the table; its last cell has no heading. */
  readonly row: (one: T) => ComponentChildren
  /** Whatever is open above the page. */
  readonly children?: ComponentChildren
}

/** The page of a long list: its rows as far as they were read, and the way to more. */
export const ListPage = <T,>({ words, headings, pages, said, row, children }: ListPageProps<T>) => {
  const { rows, problem, more } = pages
  return (
    <div class="page">
      <h1>{words.title}</h1>
      <p class="muted">{words.lead}</p>
      <p role="status">{said}</p>
      {problem && (
        <p role="alert" class="notice bad">
          {problem}
        </p>
      )}
      {rows?.length === 0 && <p class="nothing">{words.none}</p>}
      {rows && rows.length > 0 && (
        <section class="panel">
          <table class="plain">
            <thead>
              <tr>
                {headings.map(heading => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>{rows.map(row)}</tbody>
          </table>
          {more && (
            <button type="button" onClick={more}>
              {words.more}
            </button>
          )}
        </section>
      )}
      {children}
    </div>
  )
}
