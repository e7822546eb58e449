/** Where a person stands in a manifest; both count from 1. */
export interface Place {
  readonly message: number
  readonly person: number
}

/** What a carrier is told on its topic: a CUSRES, in reply to a message of the stream or without having been asked. */
export interface CarrierReply {
  readonly cusres: string
  /** The message that is answered; absent for a status change. */
  readonly inReplyTo?: { readonly source: string; readonly id: string }
  /** Of a status change: by which the carrier acknowledges it. */
  readonly transaction?: string
  /** Of a status change: whom it is about; absent in those of earlier versions. */
  readonly persons?: readonly Place[]
  /** Absent where nothing was kept. */
  readonly manifestId?: string
  /** The carriers that it concerns, where they are known. */
  readonly carriers: readonly string[]
}
