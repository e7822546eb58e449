import type { HitView } from '../api/views.ts'
import { texts } from '../texts.ts'

const marks = ['withdrawn', 'lapsed', 'changed', 'outdated'] as const

/** What must be known of a hit before anybody goes by it, in words. */
export const marksOf = (hit: Pick<HitView, (typeof marks)[number]>): readonly string[] =>
  marks.filter(mark => hit[mark]).map(mark => texts.case[mark])
