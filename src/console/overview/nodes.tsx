import { texts } from '../texts.ts'
import { Barred } from './barred.tsx'
import { type AgeLimits, shareOf, standingOf } from './list-age.ts'

/** A node of `GET /v1/overview`, and what it said of its list. */
export interface NodeView {
  readonly id: string
  readonly name: string
  readonly at: string
  readonly silent: boolean
  readonly ready: boolean
  readonly listVersion: number
  readonly behindBy?: number
  readonly entries: number
  readonly ageSeconds?: number
}

export interface NodesProps {
  readonly nodes: readonly NodeView[]
  readonly limits: AgeLimits
  /** Whether what others said can not be read. */
  readonly othersUnknown: boolean
}

const { nodes: words } = texts.overview

/** How the watchlist of each node stands. */
export const Nodes = ({ nodes, limits, othersUnknown }: NodesProps) => (
  <>
    {othersUnknown && <p class="notice">{words.othersUnknown}</p>}
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">{words.node}</th>
          <th scope="col">{words.state}</th>
          {[words.age, words.behind, words.version, words.entries].map(column => (
            <th key={column} scope="col" class="number">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {nodes.map(node => (
          <tr key={node.id}>
            <th scope="row" class="name">
              {node.name}
            </th>
            <td>
              <State {...node} />
            </td>
            <Age node={node} limits={limits} />
            <td class="number">{node.silent ? words.unknown : countText(node.behindBy)}</td>
            <td class="number">{countText(node.listVersion)}</td>
            <td class="number">{countText(node.entries)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p class="muted">{words.hint(limits.degradedAfterSeconds, limits.refusedAfterSeconds)}</p>
  </>
)

const State = ({ silent, ready, at }: NodeView) => {
  if (silent) return <span class="tag bad">{words.silent(clock.format(new Date(at)))}</span>
  return ready ? <span>{words.ready}</span> : <span class="tag warning">{words.notReady}</span>
}

const tones = { current: undefined, old: 'caution', tooOld: 'danger' } as const

const Age = ({ node, limits }: { readonly node: NodeView; readonly limits: AgeLimits }) => {
  const { silent, ageSeconds } = node
  if (silent || ageSeconds === undefined) return <td class="number">{words.unknown}</td>
  const standing = standingOf(ageSeconds, limits)
  return (
    <Barred share={shareOf(ageSeconds, limits)} tone={tones[standing]} isHalved>
      {words.ageText(ageSeconds, standing)}
    </Barred>
  )
}

const countText = (count: number | undefined) => count?.toLocaleString('en') ?? words.unknown

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit'
})
