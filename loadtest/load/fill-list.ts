import { tell } from '../machine.ts'

const linesPerRequest = 5000

/** Creates a list and puts the entries on it; throws when the service takes fewer than all of them. */
export const fillList = async (
  url: string,
  token: string,
  entries: Iterable<object>,
  list = 'synthetic',
  agency = 'loadtest'
): Promise<void> => {
  const headers = { authorization: `Bearer ${token}` }
  const created = await fetch(`${url}/v1/lists/${list}`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      agency,
      title: 'Synthetic people of the load test',
      purposes: ['border_control'],
      instruction: 'refer_second_line'
    })
  })
  if (!created.ok)
    throw new Error(`the list was refused: ${created.status} ${await created.text()}`)
  let onList = 0
  const send = async (lines: readonly string[]) => {
    const reply = await fetch(`${url}/v1/lists/${list}/entries/batch`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-ndjson' },
      body: lines.join('')
    })
    const results = await reply.text()
    const taken = results.split('\n').filter(line => line.includes('"status":20')).length
    if (taken !== lines.length) {
      throw new Error(`${taken} of ${lines.length} entries were taken: ${results.slice(0, 500)}`)
    }
    onList += taken
    tell(`  ${onList} entries on the list`)
  }
  let lines: string[] = []
  for (const entry of entries) {
    lines.push(toLine(entry))
    if (lines.length < linesPerRequest) continue
    await send(lines)
    lines = []
  }
  if (lines.length > 0) await send(lines)
}

const toLine = (entry: object): string => `${JSON.stringify({ op: 'put', entry })}\n`
