import type { Message } from 'kafkajs'
import { expect, test } from 'vitest'
import type { FoundAlert } from '#src/adapters/kafka/found-alerts.ts'
import { tellEach } from '#src/adapters/kafka/tell-each.ts'
import { canaryAgency, canaryAlert } from '#src/domain/canary.ts'

const at = '2026-11-22T08:00:00.000Z'

const found = (offset: number, agency: string): FoundAlert => {
  const id = `${agency}-${offset}`
  const data = { ...canaryAlert('case', id, at), agency }
  return { offset, event: { id, type: 't', source: 's', time: at, data } }
}

/** Agencies of which some refuse, and what the others had. */
const telling = (refusing = new Set<string>()) => {
  const had: string[] = []
  const heard: string[] = []
  const { send, tell } = tellEach({
    agencies: {
      append: async (agency: string, messages: readonly Message[]) => {
        if (refusing.has(agency)) throw new Error(`${agency} takes nothing`)
        had.push(...messages.map(({ value }) => JSON.parse(String(value)).id))
      }
    },
    verdicts: {
      publish: verdicts => void heard.push(...verdicts.map(({ commandId }) => commandId))
    }
  })
  return { send, tell, had, heard, refusing }
}

test('who takes nothing keeps nothing from others, and is told with the first that it lacks', async () => {
  const { tell, had } = telling(new Set(['customs']))
  const alerts = [
    found(4, 'interior'),
    found(5, 'customs'),
    found(6, 'customs'),
    found(7, 'interior')
  ]
  const refusals = await tell(alerts)
  expect(refusals).toEqual([
    { agency: 'customs', from: 5, err: new Error('customs takes nothing') }
  ])
  expect(had).toEqual(['interior-4', 'interior-7'])
})

test('nobody is told again what it was told here, though others refused what came with it', async () => {
  const { tell, send, had, refusing } = telling(new Set(['customs']))
  await tell([found(1, 'interior'), found(2, 'customs')])
  refusing.clear()
  await tell([found(1, 'interior'), found(2, 'customs'), found(3, 'interior')])
  await send('interior', [found(3, 'interior')])
  expect(had.toSorted()).toEqual(['customs-2', 'interior-1', 'interior-3'])
})

test('a canary is heard of once its alert was taken, and not before', async () => {
  const { tell, heard, refusing } = telling(new Set([canaryAgency]))
  await tell([found(1, canaryAgency)])
  expect(heard).toEqual([])
  refusing.clear()
  await tell([found(1, canaryAgency)])
  expect(heard).toEqual([`${canaryAgency}-1/alert`])
})
