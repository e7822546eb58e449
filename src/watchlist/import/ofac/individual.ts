import { bracketVariants, distinctNames, type ImportedName, listedName } from '../person-names.ts'
import { type Companion, value } from './companions.ts'
import { readRemarks } from './remarks.ts'

/** Puts one individual together: its row of sdn.csv, and what the companion files add. */
export const readIndividual = (
  fields: readonly string[],
  companion: Companion | undefined
): { readonly draft: object; readonly warnings: readonly string[] } => {
  const [id, name, , programme, title, , , , , , , remarks] = fields.map(value)
  const read = readRemarks(`${remarks ?? ''}${companion?.comments ?? ''}`)
  const warnings = [...read.warnings]
  const aliases = companion?.aliases ?? []
  const [sex, ...otherSexes] = read.sexes
  if (otherSexes.length > 0) warnings.push('sex: both are given')
  const names = [name ?? '', ...aliases.map(alias => alias.name)].flatMap(strongNames)
  const texts = [
    ...(title ? [`Title: ${title}`] : []),
    ...(read.others.length > 0 ? [read.others.join('; ')] : []),
    ...aliases.flatMap(alias => (alias.remarks ? [`Alias: ${alias.remarks}`] : [])),
    ...(companion?.addresses ?? []).map(address => `Address: ${address}`)
  ]
  return {
    draft: {
      id,
      kind: 'person',
      names: distinctNames([...names, ...read.names]),
      birthDates: distinct(read.birthDates),
      ...(sex && otherSexes.length === 0 && { sex }),
      nationalities: distinct(read.nationalities),
      birthPlaces: distinct(read.birthPlaces),
      documents: distinct(read.documents),
      ...(programme && { legalBasis: programmes(programme) }),
      ...(texts.length > 0 && { remarks: texts.join('\n') })
    },
    warnings
  }
}

/** A name with its spellings in brackets; what is no spelling may be a name that belongs to it. */
const strongNames = (text: string): ImportedName[] => {
  const variants = bracketVariants(text)
  const whole = variants.length === 1 ? [text.replace(/[()]/g, ' ')] : []
  return [...variants, ...whole].flatMap(variant => listedName(variant, 'strong') ?? [])
}

/** OFAC writes several programmes as `SDGT] [IRGC`. */
const programmes = (text: string) => text.replaceAll('] [', ', ').replace(/[[\]]/g, '')

const distinct = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map(each => [JSON.stringify(each), each])).values()
]
