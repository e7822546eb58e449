import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { QualityResult } from './quality-result.ts'

/** Figures of one kind, and how much worse each may be before that is a fault. */
export interface BaselineGroup {
  /** A share that is better when it is higher. */
  readonly mayFallBy?: number
  /** Of 10,000; better when it is lower. */
  readonly mayRiseBy?: number
  readonly values: Readonly<Record<string, number>>
}

/** The figures that are kept with the code, by group. */
export type Baseline = Readonly<Record<GroupName, BaselineGroup>>

export type Measured = Readonly<Record<GroupName, Readonly<Record<string, number>>>>

type GroupName = 'exact' | 'macroRecall' | 'recall' | 'falseAlertsPer10000'

const path = join(import.meta.dirname, 'baseline.json')

/** The baseline that is kept with the code. */
export const readBaseline = (): Baseline => JSON.parse(readFileSync(path, 'utf8'))

/** Writes what was measured over the old figures; those that were not measured stay. */
export const updateBaseline = (measured: Measured): string => {
  writeFileSync(path, `${JSON.stringify(updated(readBaseline(), measured), undefined, 2)}\n`)
  return path
}

/** The baseline with the new figures in place of the old ones. */
export const updated = (baseline: Baseline, measured: Measured): Baseline => {
  const renewed = (group: GroupName): BaselineGroup => ({
    ...baseline[group],
    values: { ...baseline[group].values, ...measured[group] }
  })
  return {
    exact: renewed('exact'),
    macroRecall: renewed('macroRecall'),
    recall: renewed('recall'),
    falseAlertsPer10000: renewed('falseAlertsPer10000')
  }
}

/** One sentence for every figure that is worse than the baseline tolerates; what was not measured is passed over. */
export const worseThan = (baseline: Baseline, measured: Measured): string[] =>
  (Object.keys(baseline) as GroupName[]).flatMap(group => {
    const { mayFallBy, mayRiseBy, values } = baseline[group]
    return Object.entries(values).flatMap(([name, before]) => {
      const now = measured[group][name]
      if (now === undefined) return []
      const least = mayFallBy === undefined ? Number.NEGATIVE_INFINITY : before - mayFallBy
      const most = mayRiseBy === undefined ? Number.POSITIVE_INFINITY : before + mayRiseBy
      if (now >= least - rounding && now <= most + rounding) return []
      const word = now < least ? 'fell' : 'rose'
      return [`${group}, ${name}: ${word} from ${before} to ${now}`]
    })
  })

const rounding = 1e-9

/** The figures of a run that a baseline is kept of, by names that say what they are. */
export const measuredValues = (result: QualityResult): Measured => {
  const exact: Record<string, number> = {}
  const macroRecall: Record<string, number> = {}
  const recall: Record<string, number> = {}
  const falseAlertsPer10000: Record<string, number> = {}
  for (const { persons, modes } of result.sizes) {
    for (const { mode, macro, falseAlertsPer10000: alarmed, recall: kinds } of modes) {
      const at = `${persons} persons, ${mode}`
      falseAlertsPer10000[at] = rounded(alarmed.share * 10_000)
      macroRecall[at] = rounded(macro.threshold)
      macroRecall[`${at}, at 10 per 10,000`] = rounded(macro.at10)
      for (const [kind, row] of Object.entries(kinds)) {
        recall[`${at}: ${kind}`] = rounded(row.threshold)
      }
    }
  }
  for (const { kind, share } of result.candidates) {
    if (share.of > 0) exact[`index against comparing with everybody, ${kind}`] = share.share
  }
  if (result.realCandidates) exact['index against comparing, OFAC'] = result.realCandidates.share
  for (const { listed, issuers, found, falseAlertsPer10000: alarmed } of result.documents ?? []) {
    const at = `${listed} documents, ${issuers}`
    falseAlertsPer10000[at] = rounded(alarmed.share * 10_000)
    for (const [kind, { share }] of Object.entries(found)) {
      const group = kind === 'as listed' ? exact : recall
      group[`${at}: ${kind}`] = rounded(share)
    }
  }
  for (const { persons, macro, rows, falseAlertsPer10000: alarmed } of result.heldOut ?? []) {
    const at = `real lists filled to ${persons}`
    macroRecall[`${at}, at 10 per 10,000`] = rounded(macro.at10)
    for (const { kind, recall: row } of rows) recall[`${at}: ${kind}`] = rounded(row.threshold)
    for (const [loading, { share }] of Object.entries(alarmed)) {
      falseAlertsPer10000[`${at}, ${loading}`] = rounded(share * 10_000)
    }
  }
  return { exact, macroRecall, recall, falseAlertsPer10000 }
}

const rounded = (value: number): number => Number(value.toFixed(4))
