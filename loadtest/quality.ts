/**
 * `npm run quality [-- --slice | --full] [--assert] [--ofac FILE --un FILE --negatives FILE --pairs FILE …]`: how many listed persons are found, by what differs,
 * and how many strangers are alarmed; on people who do not exist, and on real lists where they are given.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Model } from '#matchers/index.ts'
import { circumstances, saveResult, tell } from './machine.ts'
import { brokenFloors, measuredValues, readFloors } from './quality/floors.ts'
import { measureReal, measureStrangers } from './quality/measure-real.ts'
import { measureBaselines, measureOracle, measureSize } from './quality/measure-synthetic.ts'
import { measurePairs } from './quality/name-pairs.ts'
import { measureRealCandidates } from './quality/oracle.ts'
import type { QualityResult } from './quality/quality-result.ts'
import { readRealList } from './quality/real-lists.ts'
import { report } from './quality/report.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string' },
    seed: { type: 'string', default: '2611' },
    slice: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    assert: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    ofac: { type: 'string' },
    un: { type: 'string' },
    negatives: { type: 'string' },
    pairs: { type: 'string', multiple: true }
  }
})

/** How much is measured: enough for CI, for a change of the model, or for publication. */
const plans = {
  slice: { sizes: '5000', perKind: 80, strangers: 4000, compared: 1000, oracle: 30 },
  usual: { sizes: '5000,20000', perKind: 150, strangers: 10_000, compared: 2000, oracle: 60 },
  full: {
    sizes: '5000,20000,100000,1000000',
    perKind: 300,
    strangers: 50_000,
    compared: 20_000,
    oracle: 200
  }
} as const
const plan = plans[values.full ? 'full' : values.slice ? 'slice' : 'usual']

const configured = (name: string) =>
  JSON.parse(readFileSync(new URL(`../config/${name}.json`, import.meta.url), 'utf8'))
const model: Model = configured('matching-model')
const threshold: number = configured('policy').thresholds.possible
const seed = Number(values.seed)
const task = { seed, threshold, perKind: plan.perKind, strangers: plan.strangers }

tell(`seed ${seed}`)
const sizes = (values.sizes ?? plan.sizes).split(',').map(Number)
const measured = sizes.map(persons => measureSize(persons, model, task))
tell('index against comparing with everybody')
const candidates = measureOracle(1500, plan.oracle, model, task)
tell('baselines')
const baselines = measureBaselines(plan.compared, model, {
  ...task,
  perKind: Math.ceil(plan.perKind / 5),
  strangers: Math.min(plan.strangers, 2000)
})
const ofac = values.ofac ? await readRealList('ofac-sdn', values.ofac) : undefined
const un = values.un ? await readRealList('un', values.un) : undefined
if (ofac || un) tell(`real lists: ${ofac?.length ?? 0} and ${un?.length ?? 0} persons`)

const result: QualityResult = {
  seed,
  threshold,
  modelVersion: model.version,
  sizes: measured,
  candidates,
  baselines,
  ...(ofac && {
    realCandidates: measureRealCandidates(ofac, plan.oracle * 2, model, threshold, seed)
  }),
  ...(ofac && { ofac: measureReal(ofac, model, threshold, seed) }),
  ...(un && { un: measureReal(un, model, threshold, seed) }),
  ...(values.negatives &&
    (ofac || un) && {
      strangers: measureStrangers(
        values.negatives,
        [...(ofac ?? []), ...(un ?? [])],
        model,
        threshold
      )
    }),
  ...(values.pairs && { pairs: values.pairs.map(path => measurePairs(path, model)) })
}
tell(`kept in ${saveResult('quality', { ...circumstances(), ...result })}`)
process.stdout.write(`${values.json ? JSON.stringify(result, undefined, 2) : report(result)}\n`)
if (values.assert) {
  const broken = brokenFloors(measuredValues(result), readFloors())
  for (const sentence of broken) tell(sentence)
  if (broken.length > 0) process.exitCode = 1
}
