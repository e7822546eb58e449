import { useEffect, useState } from 'preact/hooks'
import type { ListConfig } from '../../domain/entry.ts'
import { call } from '../api/call.ts'
import type { SessionView } from '../api/views.ts'
import { navigate } from '../shell/navigate.ts'
import { texts } from '../texts.ts'
import { ListEditor } from './list-editor.tsx'

type ListView = ListConfig & { readonly list: string }

export interface ListsPageProps {
  readonly session: SessionView
  readonly list: string | undefined
}

/** The lists of one's agency; to editors, with what is on them. */
export const ListsPage = ({ session, list }: ListsPageProps) => {
  const [lists, setLists] = useState<readonly ListView[]>()
  const [problem, setProblem] = useState('')
  useEffect(() => {
    call<{ lists: ListView[] }>('GET', '/v1/lists').then(
      reply => setLists(reply.lists),
      (error: Error) => setProblem(error.message)
    )
  }, [])
  const isEditor = session.roles.some(role => role === 'agency_editor' || role === 'admin')
  const shown = lists?.find(one => one.list === list) ?? lists?.[0]
  return (
    <div class="page">
      <h1>{texts.lists.title}</h1>
      {problem && (
        <p role="alert" class="notice bad">
          {problem}
        </p>
      )}
      {lists?.length === 0 && <p class="nothing">{texts.lists.none}</p>}
      {lists && shown && (
        <>
          <div class="panel form">
            <label>
              {texts.lists.choose}
              <select
                value={shown.list}
                onChange={event => navigate(`/lists/${event.currentTarget.value}`)}
              >
                {lists.map(one => (
                  <option key={one.list} value={one.list}>{`${one.list} – ${one.title}`}</option>
                ))}
              </select>
            </label>
            <Settings list={shown} />
            {!isEditor && <p class="muted">{texts.lists.readOnly}</p>}
          </div>
          {isEditor && <ListEditor key={shown.list} list={shown.list} />}
        </>
      )}
    </div>
  )
}

const Settings = ({ list }: { readonly list: ListView }) => {
  const facts = [
    [texts.lists.details.agency, list.agency],
    [texts.lists.details.purposes, list.purposes.join(', ').replaceAll('_', ' ')],
    [texts.lists.details.instruction, list.instruction && texts.instructions[list.instruction]],
    [texts.lists.details.handling, list.handling && texts.handling[list.handling]]
  ]
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
