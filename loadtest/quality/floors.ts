import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { QualityResult } from './quality-result.ts'

/** What must hold: at least, or at most, so much of a measured value, by its name. */
export interface Floors {
  readonly atLeast: Readonly<Record<string, number>>
  readonly atMost: Readonly<Record<string, number>>
}

/** The floors that are kept with the code. */
export const readFloors = (): Floors =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'floors.json'), 'utf8'))

/** One sentence for every floor that is not held; floors on what was not measured are passed over. */
export const brokenFloors = (
  measured: Readonly<Record<string, number>>,
  floors: Floors
): string[] => {
  const broken = (
    limits: Readonly<Record<string, number>>,
    isBroken: (value: number, limit: number) => boolean,
    word: string
  ): string[] =>
    Object.entries(limits).flatMap(([name, limit]) => {
      const value = measured[name]
      return value !== undefined && isBroken(value, limit)
        ? [`${name} is ${Number(value.toFixed(4))}, should be ${word} ${limit}`]
        : []
    })
  return [
    ...broken(floors.atLeast, (value, limit) => value < limit, 'at least'),
    ...broken(floors.atMost, (value, limit) => value > limit, 'at most')
  ]
}

/** Every value that a floor may be put on, by a name that says what it is. */
export const measuredValues = (result: QualityResult): Record<string, number> => {
  const values: Record<string, number> = {}
  for (const { persons, modes } of result.sizes) {
    for (const { mode, macro, falseAlertsPer10000, recall } of modes) {
      const at = `${persons} persons, ${mode}`
      values[`${at}: false alerts per 10,000`] = falseAlertsPer10000.share * 10_000
      values[`${at}: macro recall`] = macro.threshold
      values[`${at}: macro recall at 10 per 10,000`] = macro.at10
      for (const [kind, { threshold }] of Object.entries(recall)) {
        values[`${at}: ${kind}`] = threshold
      }
    }
  }
  if (result.candidates.of > 0) values['index against oracle'] = result.candidates.share
  if (result.realCandidates) values['index against oracle, OFAC'] = result.realCandidates.share
  const ours = result.baselines?.searchers['Portcullis'] ?? []
  for (const [name, theirs] of Object.entries(result.baselines?.searchers ?? {})) {
    ours.forEach(({ mode, macro }, at) => {
      if (name !== 'Portcullis') {
        values[`ahead of ${name}, ${mode}`] = macro.at10 - (theirs[at]?.macro.at10 ?? 0)
      }
    })
  }
  for (const { kind, half, right, asked } of result.ofac ?? []) {
    values[`OFAC, ${half}: ${kind}`] = right.share
    values[`OFAC, ${half}: ${kind}, or asked`] = (right.count + asked) / Math.max(1, right.of)
  }
  if (result.strangers) {
    values['negatives referred of 1,000'] = result.strangers.withBirthDate.referred.share * 1000
  }
  return values
}
