import type { Message } from './manifest.ts'
import type { TakenManifest } from './received.ts'

/** The manifest with each of its messages changed. */
export const changeMessages = async (
  taken: TakenManifest,
  change: (message: Message) => Promise<Message>
): Promise<TakenManifest> => {
  const messages = await Promise.all(taken.manifest.messages.map(change))
  return { ...taken, manifest: { ...taken.manifest, messages } }
}
