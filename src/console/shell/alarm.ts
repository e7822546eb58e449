import type { CaseView } from '../api/views.ts'

/** What may be heard and seen from afar. */
export interface AlarmSettings {
  readonly sound: boolean
  /** Others than officers see or hear this desk: nothing covert is announced. */
  readonly shared: boolean
}

const urgentUpTo = 2

/** Whether a case that nobody has taken yet is announced beyond its row. */
export const isAnnounced = (one: CaseView, { shared }: Pick<AlarmSettings, 'shared'>): boolean => {
  const waits = one.state === 'new' || one.state === 'reopened' || one.state === 'escalated'
  const isCovert = one.hits.some(({ covert }) => covert) || one.instruction === 'discreet_check'
  return waits && one.urgency <= urgentUpTo && !(shared && isCovert)
}

/** Announces urgent cases: their number in the title, and a sound when one comes. */
export const createAlarm = () => {
  const known = new Set<string>()
  let audio: AudioContext | undefined
  return (cases: readonly CaseView[], settings: AlarmSettings, title: string) => {
    const urgent = cases.filter(one => isAnnounced(one, settings))
    const isNews = urgent.some(({ id }) => !known.has(id))
    for (const { id } of urgent) known.add(id)
    document.title = urgent.length > 0 ? `(${urgent.length}) ${title}` : title
    if (!isNews || !settings.sound) return
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
