import type { Model } from '#matchers/index.ts'
import { tell } from '../machine.ts'
import { holdOut } from './held-out-cases.ts'
import { measureDocuments } from './measure-documents.ts'
import { measureHeldOut } from './measure-held-out.ts'
import { measureReal, measureStrangers } from './measure-real.ts'
import { measureBaselines, measureOracle, measureSize } from './measure-synthetic.ts'
import { measureRealCandidates } from './oracle.ts'
import type { QualityArguments } from './quality-arguments.ts'
import type { QualityResult } from './quality-result.ts'
import { readRealList } from './real-lists.ts'
import { holdOutWords, titlesOf } from './word-cases.ts'

/** Everything that is measured on lists: synthetic ones of several sizes, and the real ones that are given. */
export const measureLists = async (
  { plan, seed, ofac: ofacPath, un: unPath, negatives, transliterations }: QualityArguments,
  model: Model,
  threshold: number
): Promise<QualityResult> => {
  const task = { seed, threshold, perKind: plan.perKind, strangers: plan.strangers }
  const ofac = ofacPath ? await readRealList('ofac-sdn', ofacPath) : undefined
  const un = unPath ? await readRealList('un', unPath) : undefined
  tell(`seed ${seed}`)
  const sizes = plan.sizes.map(persons => measureSize(persons, model, task))
  tell('index against comparing with everybody')
  const candidates = measureOracle(1500, plan.oracle, model, task)
  tell('baselines')
  const baselines = measureBaselines(plan.compared, model, {
    ...task,
    perKind: Math.ceil(plan.perKind / 5),
    strangers: Math.min(plan.strangers, 2000)
  })
  tell('lost documents')
  const documents = plan.documents.flatMap(listed => measureDocuments(listed, model, task))
  const titles = titlesOf(transliterations)
  const heldOut = [
    ...(ofac ? [holdOut('OFAC', ofac, seed)] : []),
    ...(un ? [holdOut('UN', un, seed)] : []),
    ...(await Promise.all(transliterations.map((path, at) => holdOutWords(path, seed, titles[at]))))
  ]
  if (ofac || un) tell(`real lists: ${ofac?.length ?? 0} and ${un?.length ?? 0} persons`)
  return {
    seed,
    threshold,
    modelVersion: model.version,
    sizes,
    candidates,
    baselines,
    documents,
    ...(heldOut.length > 0 && {
      heldOut: plan.filledTo.map(persons => measureHeldOut(heldOut, persons, model, task))
    }),
    ...(ofac && {
      realCandidates: measureRealCandidates(ofac, plan.oracle * 2, model, threshold, seed)
    }),
    ...(ofac && { ofac: measureReal(ofac, model, threshold, seed) }),
    ...(un && { un: measureReal(un, model, threshold, seed) }),
    ...(negatives &&
      (ofac || un) && {
        strangers: await measureStrangers(
          negatives,
          [...(ofac ?? []), ...(un ?? [])],
          model,
          threshold
        )
      })
  }
}
