import type { CaseView } from '../api/views.ts'
import { type AlarmSettings, isAnnounced } from './is-announced.ts'
import { createNews } from './news.ts'

/** Announces urgent cases: their number in the title, and a sound when one comes. */
export const createAlarm = () => {
  const isNews = createNews()
  let audio: AudioContext | undefined
  return (cases: readonly CaseView[], settings: AlarmSettings, title: string) => {
    const urgent = cases.filter(one => isAnnounced(one, settings))
    document.title = urgent.length > 0 ? `(${urgent.length}) ${title}` : title
    if (!isNews(urgent) || !settings.sound) return
    audio ??= new AudioContext()
    beep(audio)
  }
}

const beep = (audio: AudioContext) => {
  const [tone, volume] = [audio.createOscillator(), audio.createGain()]
  tone.frequency.value = 660
  volume.gain.setValueAtTime(0.15, audio.currentTime)
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.4)
  tone.connect(volume).connect(audio.destination)
  tone.start()
  tone.stop(audio.currentTime + 0.4)
}
