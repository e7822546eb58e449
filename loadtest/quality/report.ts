import type { ModeResult } from './measure-list.ts'
import type { RealRow } from './measure-real.ts'
import type { QualityResult } from './quality-result.ts'
import { reportDocuments } from './report-documents.ts'
import { reportHeldOut } from './report-held-out.ts'
import { exactly, interval, per10000, percent, table } from './table.ts'

/** The result as text for people. */
export const report = (result: QualityResult): string =>
  [
    `seed ${result.seed}, threshold ${result.threshold}, model ${result.modelVersion}; ± is the 95 % interval (Wilson)`,
    ...result.sizes.flatMap(({ persons, documents, strangers, modes }) => [
      '',
      `${persons} persons and ${documents} documents listed, ${strangers} strangers`,
      summaryOf(modes),
      '',
      recallByKind(modes)
    ]),
    '',
    ...reportCandidates(result.candidates),
    ...(result.realCandidates
      ? [`the same on a part of OFAC: ${interval(result.realCandidates)}`]
      : []),
    ...baselines(result),
    ...reportDocuments(result.documents ?? []),
    ...(result.heldOut ?? []).flatMap(reportHeldOut),
    ...real('OFAC', result.ofac),
    ...real('UN', result.un),
    ...strangersOf(result)
  ].join('\n')

const summaryOf = (modes: readonly ModeResult[]): string =>
  table([
    ['mode', 'false alerts/10,000', 'insufficient', 'macro %', 'at 1', 'at 10', 'at 50'],
    ...modes.map(({ mode, falseAlertsPer10000, insufficientPer10000, macro }) => [
      mode,
      per10000(falseAlertsPer10000),
      per10000(insufficientPer10000),
      ...[macro.threshold, macro.at1, macro.at10, macro.at50].map(percent)
    ])
  ])

const reportCandidates = (candidates: QualityResult['candidates']): string[] => [
  table([
    ['index against comparing with everybody', 'found'],
    ...candidates.map(({ kind, share }) => [
      kind,
      share.of > 0 ? interval(share) : 'nothing to find'
    ])
  ]),
  ...candidates.flatMap(({ losses }) =>
    losses.map(
      ({ traveller, listed, score, found }) =>
        `lost: ${JSON.stringify(traveller)} of ${JSON.stringify(listed)}, ${score.toFixed(3)}, index ${found?.toFixed(3) ?? 'none'}`
    )
  )
]

const recallByKind = (modes: readonly ModeResult[]): string => {
  const kinds = [...new Set(modes.flatMap(({ recall }) => Object.keys(recall)))]
  return table([
    ['recall %: at threshold / at 10 per 10,000', ...modes.map(({ mode }) => mode)],
    ...kinds.map(kind => [
      kind,
      ...modes.map(({ recall }) => {
        const row = recall[kind]
        if (!row) return '–'
        const { low, high } = row.interval
        return `${percent(row.threshold)} / ${percent(row.at10)} (${percent(low)}–${percent(high)})`
      })
    ])
  ])
}

const baselines = ({ baselines: compared }: QualityResult): string[] =>
  compared === undefined
    ? []
    : [
        '',
        `macro recall % on ${compared.persons} persons, at 1 / 10 / 50 false alerts per 10,000`,
        table([
          ['', ...(compared.searchers['Portcullis'] ?? []).map(({ mode }) => mode)],
          ...Object.entries(compared.searchers).map(([name, modes]) => [
            name,
            ...modes.map(({ macro }) =>
              [macro.at1, macro.at10, macro.at50].map(percent).join(' / ')
            )
          ])
        ])
      ]

const real = (list: string, rows: readonly RealRow[] | undefined): string[] =>
  rows === undefined
    ? []
    : [
        '',
        table([
          [
            `${list}: as it must be`,
            'half',
            'of',
            'right %',
            'interval',
            'asked',
            'behind',
            'lost'
          ],
          ...rows.map(({ kind, half, right, asked, behind, lost }) => [
            kind,
            half,
            String(right.of),
            exactly(right.share, 2),
            `${exactly(right.low, 1)}–${exactly(right.high, 1)}`,
            String(asked),
            String(behind),
            String(lost)
          ])
        ])
      ]

const strangersOf = ({ strangers }: QualityResult): string[] =>
  strangers === undefined
    ? []
    : [
        '',
        `${strangers.file} strangers against OFAC and UN: ${strangers.withBirthDate.referred.count} referred, ${strangers.withBirthDate.insufficient.count} insufficient; by name only ${strangers.nameOnly.referred.count} referred, ${strangers.nameOnly.insufficient.count} insufficient`
      ]
