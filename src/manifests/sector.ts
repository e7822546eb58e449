/** A local time as it was sent, and as `2026-03-01T10:15`, or `2026-03-01` when the hour is not known. */
export interface LocalTime {
  readonly sent: string
  readonly local?: string
}

/** A flight, voyage or train as one TDT names it. */
export interface Flight {
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
export interface Point {
  readonly qualifier: string
  readonly place?: string
  readonly departs?: LocalTime
  readonly arrives?: LocalTime
  /** The segment that opens it. */
  readonly segment?: number
}

/** From one place to the next without a stop between. */
export interface Sector {
  readonly mode: 'air' | 'sea' | 'rail'
  readonly designator: string
  readonly carrier?: string
  readonly number: string
  readonly from?: string
  readonly to?: string
  readonly departs?: LocalTime
  readonly arrives?: LocalTime
  readonly isOverflight: boolean
  /** Crosses the border: the journey that persons are screened for. */
  readonly isBorder: boolean
}
