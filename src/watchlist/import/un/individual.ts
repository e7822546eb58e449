import { countryByName } from '../country-names.ts'
import type { Finding } from '../import-row.ts'
import { distinctNames, fullName, type ImportedName } from '../person-names.ts'
import { readAlias } from './alias.ts'
import { readBirthDate } from './birth-date.ts'
import { readDocument } from './document.ts'
import { documentsIn } from './documents-in-words.ts'
import { all, type Element, textOf, valuesOf } from './elements.ts'

type Warning = Omit<Finding, 'file'>

/** Puts one individual of the UN's list together. */
export const readIndividual = (individual: Element) => {
  const warnings: Warning[] = []
  const warn = (line: number, reasons: readonly (string | undefined)[]) =>
    warnings.push(...reasons.flatMap(reason => (reason ? [{ line, reason }] : [])))
  const aliases = all(individual, 'INDIVIDUAL_ALIAS').map(alias => {
    const read = readAlias(alias)
    warn(alias.line, read.warnings)
    return read
  })
  const birthDates = all(individual, 'INDIVIDUAL_DATE_OF_BIRTH').flatMap(element => {
    const dates = readBirthDate(element)
    if (!dates) warn(element.line, ['birthDates: not understood'])
    return dates ?? []
  })
  const documents = all(individual, 'INDIVIDUAL_DOCUMENT').flatMap(element => {
    const read = readDocument(element)
    warn(element.line, [read?.problem])
    return read ?? []
  })
  const nationalities = ['NATIONALITY', 'NATIONALITY2'].flatMap(name =>
    valuesOf(individual, name).flatMap(value => {
      const code = countryByName(value)
      if (!code) warn(individual.line, ['nationalities: no country of this name is known'])
      return code ?? []
    })
  )
  const places = all(individual, 'INDIVIDUAL_PLACE_OF_BIRTH').map(place)
  const birthPlaces = [...places, ...aliases.map(alias => alias.birthPlace ?? '')].filter(Boolean)
  const programme = textOf(individual, 'UN_LIST_TYPE')
  const reference = textOf(individual, 'REFERENCE_NUMBER')
  const sex = sexOf(individual)
  const remarks = remarksOf(individual, [
    ...aliases.map(alias => alias.note && `Alias ${alias.note}`),
    ...documents.map(read => read.note && `Document: ${read.note}`)
  ])
  return {
    draft: {
      id: textOf(individual, 'DATAID'),
      kind: 'person',
      names: distinctNames([...mainNames(individual), ...aliases.flatMap(alias => alias.names)]),
      birthDates: distinct([...birthDates, ...aliases.flatMap(alias => alias.birthDates)]),
      ...(sex && { sex }),
      nationalities: distinct(nationalities),
      birthPlaces: distinct(birthPlaces),
      documents: distinct([
        ...documents.flatMap(read => read.document ?? []),
        ...aliases.flatMap(alias => alias.documents),
        ...sentencesOf(textOf(individual, 'COMMENTS1')).flatMap(documentsIn)
      ]),
      ...(reference && { reference }),
      ...(programme && { legalBasis: `UN Security Council, ${programme}` }),
      ...(remarks && { remarks })
    },
    warnings
  }
}

/** What is false in one of them need not be so in the next. */
const sentencesOf = (text: string) => text.split(/(?<=[.;])\s+(?=\p{Lu})/u)

/** The UN does not say which part is the family name, so the parts stay one name. */
const mainNames = (individual: Element): ImportedName[] => {
  const parts = [
    'FIRST_NAME',
    'SECOND_NAME',
    'THIRD_NAME',
    'FOURTH_NAME',
    'FIFTH_NAME',
    'SIXTH_NAME'
  ]
    .map(name => textOf(individual, name).replaceAll(',', ' '))
    .filter((part, at) => part !== '' && part !== 'na' && (part !== 'NA' || at === 0)) // NA is a family name too
  const name = parts.join(' ').replace(/\s+(?:jr|sr)\.?$/i, '')
  const names = [name, textOf(individual, 'NAME_ORIGINAL_SCRIPT')]
  return names.flatMap(each => fullName(each, 'strong') ?? [])
}

const place = (element: Element) =>
  ['STREET', 'CITY', 'STATE_PROVINCE', 'COUNTRY', 'NOTE']
    .map(name => textOf(element, name))
    .filter(part => part !== '' && part.toLowerCase() !== 'na')
    .join(', ')

const sexOf = (individual: Element) => {
  const stated = /\b(?:gender|sex)\b\W{1,4}(male|female)\b/i.exec(textOf(individual, 'COMMENTS1'))
  const word = (textOf(individual, 'GENDER') || stated?.[1] || '').toLowerCase()
  return word === 'male' ? 'M' : word === 'female' ? 'F' : undefined
}

const remarksOf = (individual: Element, notes: readonly (string | undefined)[]) => {
  const titled = (title: string, texts: readonly string[]) =>
    texts.map(text => text && `${title}: ${text}`)
  return [
    ...titled('Title', valuesOf(individual, 'TITLE')),
    ...titled('Designation', valuesOf(individual, 'DESIGNATION')),
    ...titled('Listed on', [textOf(individual, 'LISTED_ON')]),
    ...titled('Address', all(individual, 'INDIVIDUAL_ADDRESS').map(place)),
    ...notes,
    textOf(individual, 'COMMENTS1')
  ]
    .filter(Boolean)
    .join('\n')
}

const distinct = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map(value => [JSON.stringify(value), value])).values()
]
