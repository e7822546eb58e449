import { expect, test } from 'vitest'
import { forgottenBefore, isSilent, type NodeReport } from '#src/domain/node-report.ts'

const report: NodeReport = {
  id: 'node-1',
  name: 'north',
  at: '2026-11-23T09:00:00.000Z',
  isReady: true,
  listVersion: 7,
  entries: 100
}

test('a node is silent when it has said nothing for more than half a minute', () => {
  expect(isSilent(report, new Date('2026-11-23T09:00:30.000Z'))).toBe(false)
  expect(isSilent(report, new Date('2026-11-23T09:00:30.001Z'))).toBe(true)
})

test('a node that speaks makes those forgotten who were silent for an hour', () => {
  expect(forgottenBefore(report)).toBe('2026-11-23T08:00:00.000Z')
})
