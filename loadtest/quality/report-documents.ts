import type { DocumentsResult } from './measure-documents.ts'
import { bar, exactly, per10000, table } from './table.ts'

/** Lists of lost documents as text for people. */
export const reportDocuments = (results: readonly DocumentsResult[]): string[] => {
  const kinds = Object.keys(results[0]?.found ?? {})
  return [
    '',
    table([
      ['documents listed', ...results.map(({ listed, issuers }) => `${listed}, ${issuers}`)],
      [
        'honest travellers referred of 10,000',
        ...results.map(({ falseAlertsPer10000 }) => per10000(falseAlertsPer10000))
      ],
      ...kinds.map(kind => [
        `found %: ${kind}`,
        ...results.map(({ found }) => {
          const share = found[kind]?.share ?? 0
          return `${bar(share)} ${exactly(share, 1)}`
        })
      ])
    ])
  ]
}
