import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Entry } from '../../domain/entry.ts'
import { ApiProblem, call, request } from '../api/call.ts'
import { nameText } from '../case/traveller-text.ts'
import { Field } from '../shell/field.tsx'
import { texts } from '../texts.ts'
import { EntryForm } from './entry-form.tsx'
import { ImportFile } from './import-file.tsx'

/** A line of the list: from its index by id, or found by what it says. */
interface Line {
  readonly id: string
  readonly revision?: number
  readonly state?: 'active' | 'withdrawn'
  readonly names?: Entry['names']
}

type Opened = {
  readonly id: string
  readonly entry: Partial<Entry> & { readonly revision: number }
}
const pageSize = 50

/** Finding, viewing, putting and withdrawing entries of one list. */
export const ListEditor = ({ list }: { readonly list: string }) => {
  const [lines, setLines] = useState<readonly Line[]>([])
  const [wanted, setWanted] = useState('')
  const [opened, setOpened] = useState<Opened>()
  const [problem, setProblem] = useState('')
  const base = `/v1/lists/${list}/entries`

  const page = useCallback(
    async (after?: string) => {
      const query = new URLSearchParams({ limit: String(pageSize), ...(after && { after }) })
      const text = await (await request(`${base}?${query}`)).text()
      const read = text
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line) as Line)
      setLines(known => (after ? [...known, ...read] : read))
    },
    [base]
  )
  const reload = useCallback(() => {
    page().then(
      () => setProblem(''),
      (error: Error) => setProblem(error.message)
    )
  }, [page])
  useEffect(reload, [reload])

  const open = async (id: string) => {
    setProblem('')
    const found = await call<Opened['entry']>('GET', `${base}/${encodeURIComponent(id)}`).catch(
      problemSaid
    )
    if (found) setOpened({ id, entry: found })
  }
  const problemSaid = (error: Error) => {
    setProblem(
      error instanceof ApiProblem && error.status === 404 ? texts.lists.notFound : error.message
    )
    return undefined
  }
  const find = async () => {
    setProblem('')
    if (wanted.trim() === '') return reload()
    const byId = /^[\w.:-]+$/.test(wanted.trim())
      ? await call<Opened['entry']>('GET', `${base}/${wanted.trim()}`).catch(() => undefined)
      : undefined
    if (byId) return setOpened({ id: wanted.trim(), entry: byId })
    const traveller = {
      names: [{ full: wanted.trim() }],
      documents: [{ number: wanted.trim().slice(0, 40) }]
    }
    const found = await call<{ entries: Line[] }>('POST', `${base}/find`, { traveller }).catch(
      problemSaid
    )
    if (!found) return
    setLines(found.entries)
    if (found.entries.length === 0) setProblem(texts.lists.notFound)
  }

  const last = lines.at(-1)
  const isFound = lines.some(({ names }) => names !== undefined)
  return (
    <>
      <form
        class="panel bar-line form"
        onSubmit={event => {
          event.preventDefault()
          void find()
        }}
      >
        <Field label={texts.lists.find} value={wanted} onValue={setWanted} dir="auto" />
        <button type="submit">{texts.lists.findButton}</button>
        <button type="button" onClick={() => setOpened({ id: '', entry: { revision: 0 } })}>
          {texts.lists.newEntry}
        </button>
      </form>
      {problem && (
        <p role="alert" class="notice bad">
          {problem}
        </p>
      )}
      {opened && (
        <EntryForm
          key={`${opened.id} ${opened.entry.revision}`}
          base={base}
          id={opened.id}
          stored={opened.entry}
          onClose={() => setOpened(undefined)}
          onChanged={reload}
        />
      )}
      <section class="panel">
        <h2>{texts.lists.entries}</h2>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{texts.lists.id}</th>
              {isFound && <th scope="col">{texts.lists.names}</th>}
              {!isFound && <th scope="col">{texts.lists.revision}</th>}
              {!isFound && <th scope="col">{texts.overview.state}</th>}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ id, revision, state, names }) => (
              <tr key={id}>
                <td>
                  <button type="button" onClick={() => void open(id)}>
                    {id}
                  </button>
                </td>
                {isFound && (
                  <td>
                    <bdi>{names?.map(nameText).join(' · ')}</bdi>
                  </td>
                )}
                {!isFound && <td>{revision}</td>}
                {!isFound && <td>{state && texts.lists.state[state]}</td>}
              </tr>
            ))}
          </tbody>
        </table>
        {last && !isFound && lines.length % pageSize === 0 && (
          <button type="button" onClick={() => void page(last.id).catch(problemSaid)}>
            {texts.lists.more}
          </button>
        )}
      </section>
      <ImportFile base={base} onDone={reload} />
    </>
  )
}
