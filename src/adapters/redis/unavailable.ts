/** The code of errors that mean: the shared view can't be reached, or what was asked of it got no answer; try again. */
export const viewUnavailableCode = 'VIEW_UNAVAILABLE'

/** The code of errors that mean: the shared view is not the one that the caller knows; begin again from what it holds now. */
export const viewReplacedCode = 'VIEW_REPLACED'

/** An error that says that the shared view gave no answer; HTTP answers it with 503. */
export const viewUnavailable = (cause?: unknown): Error =>
  Object.assign(new Error('the shared view can not be reached: try again shortly', { cause }), {
    code: viewUnavailableCode,
    statusCode: 503
  })

/** An error that says that the shared view was emptied, rolled back or moved on by another node; nothing was stored. */
export const viewReplaced = (): Error =>
  Object.assign(new Error('the shared view is not the one that was read: begin again'), {
    code: viewReplacedCode
  })

/** An error that says that a script failed in the shared view on what it was given: it would again. */
export const viewRefused = (cause?: unknown): Error =>
  Object.assign(new Error('the shared view can not take this', { cause }), {
    code: 'VIEW_REFUSED'
  })

/** Gives what Redis gives; whatever it fails with comes as `viewUnavailable` or `viewRefused`, with its cause. */
export const asked = async <T>(reply: Promise<T>): Promise<T> => {
  try {
    return await reply
  } catch (error) {
    throw isOfScript(error) ? viewRefused(error) : viewUnavailable(error)
  }
}

/** What a server in trouble answers, within a script too, begins with a word of its own: OOM, READONLY, MISCONF. */
const isOfScript = (error: unknown) =>
  error instanceof Error && /^ERR .*user_script/s.test(error.message)
