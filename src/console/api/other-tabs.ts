/** Tells the other tabs of this browser, which share the session's cookie, that it may be another one; and hears it from them. */
export const openOtherTabs = (onNews: () => void) => {
  const channel = new BroadcastChannel('portcullis.session')
  channel.addEventListener('message', onNews)
  return { tell: () => channel.postMessage(''), close: () => channel.close() }
}
