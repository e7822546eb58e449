/** A flight designator taken apart; `number` has no leading zeros, so that `YY0212` and `YY212` are one flight. */
export interface Designator {
  readonly carrier?: string
  readonly number: string
  /** A master crew list belongs to a carrier, not to a flight. */
  readonly isMasterCrewList: boolean
}

/**
 * Takes `YY212` apart. A carrier sent beside it is cut off where it matches; otherwise the first two characters are the
 * carrier, or three letters before a digit (ICAO). `212` alone has only the carrier sent beside it.
 */
export const readDesignator = (text: string, sentCarrier?: string): Designator => {
  const designator = text.replaceAll(/\s/g, '').toUpperCase()
  const master = /^([A-Z0-9]{2,3})MCL$/.exec(designator)
  if (master) return { carrier: master[1] ?? '', number: 'MCL', isMasterCrewList: true }
  const carrier = carrierOf(designator, sentCarrier)
  const rest = carrier && designator.startsWith(carrier) ? designator.slice(carrier.length) : ''
  const number = (rest || designator).replace(/^0+(?=\d)/, '')
  const known = carrier ?? sentCarrier
  return { number, isMasterCrewList: false, ...(known && { carrier: known }) }
}

const carrierOf = (designator: string, sentCarrier: string | undefined) => {
  if (sentCarrier && designator.startsWith(sentCarrier)) return sentCarrier
  if (/^\d+[A-Z]?$/.test(designator)) return undefined
  return /^(?:[A-Z]{3}(?=\d)|[A-Z0-9]{2}(?=.))/.exec(designator)?.[0]
}
