import { useEffect, useReducer, useState } from 'preact/hooks'
import { clock } from '../api/clock.ts'
import type { CaseStore } from './case-store.ts'

/** Renders again whenever the store has changed; returns a number that says so. */
export const useChanges = (store: CaseStore): number => {
  const [version, bump] = useReducer((count: number, _: undefined) => count + 1, 0)
  useEffect(() => store.subscribe(() => bump(undefined)), [store])
  return version
}

/** The time by the service's clock, every so often. */
export const useNow = (everyMs = 1_000): number => {
  const [now, setNow] = useState(clock.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

/** A setting of this browser that outlives the page; nothing personal belongs here. */
export const useSetting = <T extends string>(name: string, initial: T) => {
  const key = `portcullis.${name}`
  const [value, setValue] = useState<T>(() => (localStorage.getItem(key) as T | null) ?? initial)
  const set = (next: T) => {
    localStorage.setItem(key, next)
    setValue(next)
  }
  return [value, set] as const
}
