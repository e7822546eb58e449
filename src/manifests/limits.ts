/** What one transmission may hold; beyond it is no manifest but a mistake or an attack. */
export const limits = {
  maxBytes: 2 * 1024 * 1024,
  /** A flight's passengers and crew are two; parts of a list come one by one. */
  maxMessages: 50,
  maxPersons: 2_000,
  /** The directory's longest components, of COM and FTX, have 512. */
  maxComponentLength: 512,
  maxElements: 99,
  maxSegmentsPerPerson: 100,
  /** The directory's own maximum for one flight. */
  maxPlacesPerFlight: 99,
  /** All persons with all their segments, and room for what stands around them. */
  maxSegments: 250_000,
  /** Warnings kept; rejections and persons that can not be read are always kept. */
  maxWarnings: 1_000
} as const
