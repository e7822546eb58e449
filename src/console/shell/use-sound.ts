import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

export interface Sound {
  readonly beep: () => void
  /** Whether it is wanted, and the browser does not let the page be heard before somebody has clicked or pressed a key on it. */
  readonly isHeldBack: boolean
}

// A context takes a moment until it runs, also where it may.
const startMs = 1_000
const gestures = ['pointerdown', 'keydown'] as const

/** The console's sound, where it is wanted. */
export const useSound = (isOn: boolean): Sound => {
  const audio = useRef<AudioContext | undefined>(undefined)
  const held = useRef(false)
  const [isHeldBack, setHeldBack] = useState(false)
  useEffect(() => {
    if (!isOn) return undefined
    audio.current ??= new AudioContext()
    const context = audio.current
    const look = () => {
      held.current = context.state !== 'running'
      setHeldBack(held.current)
    }
    const wake = () => void context.resume().catch(() => undefined)
    context.addEventListener('statechange', look)
    for (const gesture of gestures) addEventListener(gesture, wake)
    wake()
    const timer = setTimeout(look, startMs)
    return () => {
      clearTimeout(timer)
      for (const gesture of gestures) removeEventListener(gesture, wake)
      context.removeEventListener('statechange', look)
      setHeldBack(false)
    }
  }, [isOn])
  const beep = useCallback(() => {
    // Those of a while ago would all be heard at once when it runs.
    if (audio.current && !held.current) beepOn(audio.current)
  }, [])
  return { beep, isHeldBack }
}

const beepOn = (audio: AudioContext) => {
  const [tone, volume] = [audio.createOscillator(), audio.createGain()]
  tone.frequency.value = 660
  volume.gain.setValueAtTime(0.15, audio.currentTime)
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.4)
  tone.connect(volume).connect(audio.destination)
  tone.start()
  tone.stop(audio.currentTime + 0.4)
}
