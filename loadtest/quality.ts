/**
 * `npm run quality -- --help`: how many listed persons are found, by what differs, and how many strangers are alarmed; on people who do not
 * exist, and on real lists and labelled pairs of names where they are given.
 */
import { readFileSync } from 'node:fs'
import type { Model } from '#matchers/index.ts'
import { circumstances, saveResult, tell } from './machine.ts'
import { measuredValues, readBaseline, updateBaseline, worseThan } from './quality/baseline.ts'
import { measureLists } from './quality/measure-lists.ts'
import { measurePairs, type PairsResult } from './quality/name-pairs.ts'
import { qualityUsage, readQualityArguments } from './quality/quality-arguments.ts'
import { report } from './quality/report.ts'
import { reportPairs, reportTransliterations } from './quality/report-files.ts'
import { resultAsJson } from './quality/result-as-json.ts'
import { measureTransliterations, type TransliterationsResult } from './quality/transliterations.ts'

const configured = (name: string) =>
  JSON.parse(readFileSync(new URL(`../config/${name}.json`, import.meta.url), 'utf8'))

/** Measures what the command line asks for; resolves to the exit code: 0 all well, 1 not all, 2 bad usage. */
const run = async (argv: readonly string[]): Promise<number> => {
  const asked = readQualityArguments(argv)
  if ('help' in asked) {
    process.stdout.write(`${qualityUsage}\n`)
    return 0
  }
  if ('problem' in asked) {
    tell(`${asked.problem}\n\n${qualityUsage}`)
    return 2
  }
  const model: Model = configured('matching-model')
  const threshold: number = configured('policy').thresholds.possible
  const pairs: PairsResult[] = []
  for (const path of asked.pairs) {
    tell(`pairs of ${path}`)
    pairs.push(await measurePairs(path, model))
  }
  const transliterations: TransliterationsResult[] = []
  for (const path of asked.transliterations) {
    tell(`words of ${path}`)
    transliterations.push(await measureTransliterations(path, model))
  }
  const lists = asked.measuresLists ? await measureLists(asked, model, threshold) : undefined
  const result = { lists, pairs, transliterations }
  if (lists) tell(`kept in ${saveResult('quality', { ...circumstances(), ...result })}`)
  process.stdout.write(
    asked.json
      ? `${JSON.stringify(resultAsJson(result), undefined, 2)}\n`
      : `${[...(lists ? [report(lists)] : []), ...reportPairs(pairs), ...reportTransliterations(transliterations)].join('\n').trim()}\n`
  )
  if (lists === undefined) return 0
  const figures = measuredValues(lists)
  if (asked.updatesBaseline) tell(`figures written to ${updateBaseline(figures)}`)
  const worse = asked.asserts ? worseThan(readBaseline(), figures) : []
  for (const sentence of worse) tell(sentence)
  return worse.length > 0 ? 1 : 0
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  tell(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
