import type { IndexEntry, Model, Subject, Traveller } from '#matchers/index.ts'
import table from '../../../config/matching-model.json' with { type: 'json' }

/** The model as it is shipped. */
export const model: Model = table

export const options = { threshold: 0.5, limit: 20 } as const

/** An entry of a person. */
export const person = (id: string, subject: Omit<Subject, 'kind'>, list = 'list'): IndexEntry => ({
  list,
  id,
  subject: { kind: 'person', ...subject },
  payload: { id }
})

/** A repeatable source of numbers in [0, 1). */
export const seeded = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const families =
  'KHAN SMITH GARCIA NGUYEN AL-TIKRITI PETROV O’BRIEN MÜLLER DE LA CRUZ|WANG HUSSEIN ABDULLAH TSCHAIKOWSKY KOWALSKI BERISHA ZAHIRI VAN DER BERG|MBEKI OKAFOR NDAYISHIMIYE PAPADOPOULOS'
    .split(/[ |]/)
    .filter(word => word.length > 3)
const givens =
  'MOHAMMED ALI JOHN MARIA JOSE WEI SERGEY FATIMA ABDUL-RAHMAN IVAN XIAOMING MARIAM ROBERT BOB JEAN-PIERRE YUSUF HELENA DMITRI AHMAD USAMA KWAME ÑUSTA'.split(
    ' '
  )

const pick = <Item>(items: readonly Item[], next: () => number): Item => {
  const item = items[Math.floor(next() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

const two = (value: number): string => String(value).padStart(2, '0')

const someDate = (next: () => number): string =>
  `${1960 + Math.floor(next() * 12)}-${two(1 + Math.floor(next() * 12))}-${two(1 + Math.floor(next() * 28))}`

const someNumber = (next: () => number): string =>
  `${'ABCX'[Math.floor(next() * 4)]}${Math.floor(next() * 900_000 + 100_000)}`

/** Invented listed persons, few enough names that many are alike. */
export const inventPeople = (count: number, seed: number): IndexEntry[] => {
  const next = seeded(seed)
  return Array.from({ length: count }, (_, at) => {
    const names = Array.from({ length: next() < 0.3 ? 2 : 1 }, () => ({
      family: pick(families, next),
      given: next() < 0.4 ? `${pick(givens, next)} ${pick(givens, next)}` : pick(givens, next)
    }))
    const date = someDate(next)
    const kind = next()
    const birthDates =
      kind < 0.6
        ? [date]
        : kind < 0.7
          ? [date.slice(0, 4)]
          : kind < 0.75
            ? [date.slice(0, 7)]
            : kind < 0.85
              ? [date, someDate(next)]
              : kind < 0.9
                ? [{ from: date.slice(0, 4), to: String(Number(date.slice(0, 4)) + 3) }]
                : []
    return person(String(at), {
      names,
      birthDates,
      nationalities: [pick(['IRQ', 'RUS', 'ESP'], next)],
      ...(next() < 0.5 ? { documents: [{ number: someNumber(next), issuer: 'IRQ' }] } : {})
    })
  })
}

const garble = (text: string, next: () => number): string => {
  const at = 1 + Math.floor(next() * (text.length - 1))
  const letter = String.fromCharCode(65 + Math.floor(next() * 26))
  const kind = next()
  if (kind < 0.3) return text.slice(0, at) + letter + text.slice(at + 1)
  if (kind < 0.6) return text.slice(0, at) + text.slice(at + 1)
  return kind < 0.8
    ? text.slice(0, at) + letter + text.slice(at)
    : text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
}

/** Travellers who are listed persons with differences, or nobody. */
export const inventTravellers = (
  entries: readonly IndexEntry[],
  count: number,
  seed: number
): Traveller[] => {
  const next = seeded(seed)
  return Array.from({ length: count }, () => {
    const { subject } = pick(entries, next)
    const name = subject.names[0] ?? {}
    const [family, given] = [name.family ?? 'NEMO', name.given ?? 'NEMO']
    const listed = subject.birthDates?.[0]
    const date = typeof listed === 'string' ? listed : someDate(next)
    const kind = next()
    const document = subject.documents?.[0]
    return {
      names: [
        kind < 0.3
          ? { family: garble(family, next), given }
          : kind < 0.5
            ? { family: given, given: family }
            : kind < 0.6
              ? { full: `${given} ${family}` }
              : kind < 0.8
                ? { family: garble(family, next), given: garble(given, next) }
                : { family, given: pick(givens, next) }
      ],
      ...(next() < 0.8 ? { birthDate: next() < 0.7 ? date : someDate(next) } : {}),
      ...(next() < 0.5 ? { nationalities: ['IRQ'] } : {}),
      ...(document !== undefined && next() < 0.4
        ? {
            documents: [
              {
                ...document,
                number: next() < 0.5 ? document.number : garble(document.number, next)
              }
            ]
          }
        : {})
    }
  })
}
