import type { CaseView } from '../api/views.ts'
import { type AlarmSettings, isAnnounced } from './is-announced.ts'
import { createNews } from './news.ts'

/** Announces urgent cases: their number in the title, and a sound when one comes. */
export const createAlarm = (beep: () => void) => {
  const isNews = createNews()
  return (cases: readonly CaseView[], settings: AlarmSettings, title: string) => {
    const urgent = cases.filter(one => isAnnounced(one, settings))
    document.title = urgent.length > 0 ? `(${urgent.length}) ${title}` : title
    if (isNews(urgent) && settings.sound) beep()
  }
}
