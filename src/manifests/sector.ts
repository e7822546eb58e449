/** A local time as it was sent, and as `2026-03-01T10:15`, or `2026-03-01` when the hour is not known. */
export interface LocalTime {
  readonly sent: string
  readonly local?: string
}

/** When a flight departs and arrives, as far as that was sent; also what can not be read. */
export interface Times {
  readonly departs?: LocalTime
  readonly arrives?: LocalTime
}

/** A flight, voyage or train as one TDT names it, with the times that were sent before any place. */
export interface Flight extends Times {
  /** `20` main, `34` overflight. */
  readonly stage?: string
  readonly mode: 'air' | 'sea' | 'rail'
  readonly designator: string
  /** The carrier as sent beside the designator. */
  readonly sentCarrier?: string
  readonly carrier?: string
  /** Without carrier and leading zeros. */
  readonly number: string
  readonly points: readonly Point[]
}

/** A place of a flight with its times. */
export interface Point extends Times {
  readonly qualifier: string
  readonly place?: string
  /** The segment that opens it. */
  readonly segment?: number
}

/** From one place to the next without a stop between. */
export interface Sector extends Times {
  readonly mode: 'air' | 'sea' | 'rail'
  readonly designator: string
  readonly carrier?: string
  readonly number: string
  readonly from?: string
  readonly to?: string
  readonly isOverflight: boolean
  /** Crosses the border: the journey that persons are screened for. */
  readonly isBorder: boolean
}
