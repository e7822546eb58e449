import { approximately, type BirthDate, readBirthDates } from '../birth-dates.ts'
import { type Element, textOf } from './elements.ts'

/** A date of birth of the UN's list: the dates it stands for, none where it is empty, undefined where it is not understood. */
export const readBirthDate = (element: Element): readonly BirthDate[] | undefined => {
  const [date, year, from, to, note] = ['DATE', 'YEAR', 'FROM_YEAR', 'TO_YEAR', 'NOTE'].map(name =>
    textOf(element, name)
  )
  const isApproximate =
    textOf(element, 'TYPE_OF_DATE') === 'APPROXIMATELY' || /^approximately$/i.test(note ?? '')
  if (from || to) return from && to ? readBirthDates(`${from} to ${to}`) : undefined
  const known = date ? date.slice(0, 10) : year
  if (!known) return note ? readBirthDates(note) : []
  const inNote = date || !note ? undefined : readBirthDates(`${note} ${year}`)
  const dates = inNote ?? readBirthDates(known)
  return isApproximate && dates
    ? dates.flatMap(read => (typeof read === 'string' ? approximately(read) : [read]))
    : dates
}
