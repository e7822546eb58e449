import { toCountry } from '../domain/countries.ts'
import { type Authorities, authorityFor } from './authority.ts'
import type { Sector } from './sector.ts'

/** Whether a place lies in the receiving state. */
export type IsReceiving = (place: string) => boolean

/** What knows the places of the state that a recipient stands for; nothing where the authority does not name its state. */
export const receivingIn =
  (authorities: Authorities) =>
  (recipient: string | undefined): IsReceiving | undefined => {
    const { receiving } = authorityFor(authorities, recipient)
    if (!receiving) return undefined
    const [state, places] = [toCountry(receiving.state), new Set(receiving.places)]
    return place => {
      const code = place.toUpperCase()
      return places.has(code) || (locode.test(code) && toCountry(code.slice(0, 2)) === state)
    }
  }

/** Whether a sector comes into the receiving state from elsewhere. */
export const comesIn = (
  { from, to }: Pick<Sector, 'from' | 'to'>,
  isReceiving: IsReceiving
): boolean => to !== undefined && isReceiving(to) && !(from !== undefined && isReceiving(from))

/** Two letters of the country, three of the place. */
const locode = /^[A-Z]{2} ?[A-Z2-9]{3}$/
