import type { NameWeights } from '../model.ts'
import { wordKinds } from './align-names.ts'
import type { NameAgreement, ShapedName } from './compare-names.ts'
import { likenessOfWords, nothingCutOff } from './compare-names.ts'
import { roles } from './draft.ts'
import type { NameWord } from './parse-name.ts'

/** What was found when two names were compared, in plain words. */
export const nameFinding = (agreement: NameAgreement, weights: NameWeights): string => {
  const { alignment, traveller, listed } = agreement
  if (alignment.agreeing === 0) return 'name differs'
  const findings = [
    ...(alignment.swapped ? ['given and family name swapped'] : []),
    ...spellingFindings(agreement, weights),
    ...(alignment.joined ? ['words written as one'] : []),
    ...differenceFindings(agreement)
  ]
  if (findings.length === 0) {
    findings.push(
      alignment.reordered && !alignment.swapped ? 'same name, other word order' : 'same name'
    )
  }
  if (traveller.cutOff && alignment.listedLeft > 0) findings.push('name may be cut off')
  if (listed.weak) findings.push('weak alias')
  return findings.join('; ')
}

const spellingFindings = (
  { alignment, traveller, listed }: NameAgreement,
  weights: NameWeights
): string[] => {
  const found = new Set<string>()
  alignment.pairs.forEach((l, t) => {
    const a = traveller.words[t]
    const b = listed.words[l]
    if (a === undefined || b === undefined || a.light || b.light) return
    const what = part(a, b)
    const [textA, textB] = [a.spellings[0].text, b.spellings[0].text]
    if (textA === textB) return
    if (textA.length === 1 || textB.length === 1) found.add(`${what} as an initial`)
    else if (likenessOfWords(a, b.spellings, nothingCutOff, weights) === 0) {
      if (!alignment.joined) found.add(`${what} cut off`)
    } else if (
      a.spellings.some(x =>
        b.spellings.some(y => x.fold !== y.fold && (x.related?.has(y.text) ?? false))
      )
    ) {
      found.add(`${what} is a short or foreign form`)
    } else if (!a.spellings.some(x => b.spellings.some(y => x.text === y.text))) {
      found.add(`${what} spelled differently`)
    }
  })
  return [...found]
}

const differenceFindings = ({ alignment, traveller, listed }: NameAgreement): string[] => {
  const takenListed = new Set(alignment.pairs)
  const leftT = left(traveller, at => alignment.pairs[at] === -1)
  const leftL = left(listed, at => !takenListed.has(at))
  if (alignment.contradictions > 0) {
    const whats = new Set(leftT.slice(0, alignment.contradictions).map(word => part(word, word)))
    return [...whats].map(what => `${what} differs`)
  }
  if (alignment.travellerLeft > 0) {
    return [
      leftT.some(word => word.role === roles.family) ? 'extra family name' : 'extra name word'
    ]
  }
  if (alignment.listedLeft === 0) return []
  return [
    leftL.some(word => word.role === roles.family)
      ? 'part of the family name missing'
      : 'middle name missing'
  ]
}

const left = (name: ShapedName, isLeft: (at: number) => boolean): NameWord[] =>
  name.words.filter((_, at) => name.shape.kind[at] === wordKinds.full && isLeft(at))

const part = (a: NameWord, b: NameWord): string => {
  const role = b.role === roles.unknown ? a.role : b.role
  if (role === roles.unknown) return 'name'
  return role === roles.family ? 'family name' : 'given name'
}
